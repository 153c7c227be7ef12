package initscope.xray.elf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoLinesTest {
  @Test
  void aLineThatIsCutAfterItsWordSaysNothing() {
    BuildInfoLines lines = new BuildInfoLines();
    for (String line : new String[] {"path\tshop/api", "build", "path", "mod", "dep", "=>", ""}) {
      lines.add(line);
    }
    lines.add("build\tGOOS=linux");
    BuildInfo info = lines.of("go1.22.1");
    assertThat(info.path()).contains("shop/api");
    assertThat(info.settings()).containsOnlyKeys("GOOS");
  }
}
