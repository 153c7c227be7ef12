package initscope.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CsvWriterTest {
  private static String written(String... cells) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new CsvWriter(out).row(List.of(cells));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void cellsAreQuotedWhereTheyMust() throws IOException {
    assertThat(written("a", "", "b,c", "say \"go\"", "汉", ""))
        .isEqualTo("a,,\"b,c\",\"say \"\"go\"\"\",汉,\r\n");
    assertThat(written("", "a")).isEqualTo(",a\r\n");
    assertThat(written("")).isEqualTo("\"\"\r\n");
    assertThat(written("two\nlines")).isEqualTo("two\u240alines\r\n");
  }

  @Test
  void nothingIsAFormula() throws IOException {
    assertThat(written("=1+1", "+x", "@sum", "-x", "-", "-1-2"))
        .isEqualTo("'=1+1,'+x,'@sum,'-x,'-,'-1-2\r\n");
    assertThat(written("-12", "12", "a=b")).isEqualTo("-12,12,a=b\r\n");
    assertThat(written("=a,b")).isEqualTo("\"'=a,b\"\r\n");
  }
}
