package initscope.evidence.zip;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipHostileTest {
  private static byte[] zip(String... names) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static void assertRefused(byte[] zip, String id) {
    Decoded<ZipMembers> opened = ZipMembers.open(Bytes.of(zip));
    assertThat(opened.value().names()).isEmpty();
    assertThat(opened.problems())
        .anySatisfy(
            p -> {
              assertThat(p.id()).isEqualTo(id);
              assertThat(p.effect()).isEqualTo(Effect.LOST_FROM_HERE);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "/etc/passwd",
        "a//b",
        "a/./b",
        "C:/x",
        "c:x",
        "a\\b",
        "a\u0000b",
        "a\nb",
        "\u001b[2Jx",
        "..",
        ".",
        "a/..",
        "e\u0301",
        "\u0085x"
      })
  void evilNamesAreLeftOut(String name) throws Exception {
    Decoded<ZipMembers> opened = ZipMembers.open(Bytes.of(zip("good", name)));
    assertThat(opened.value().names()).containsExactly("good");
    assertThat(opened.problems()).extracting(Problem::id).containsExactly("isz.zip.name");
  }

  @Test
  void aBombIsRefusedUnopened() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("bomb"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertRefused(out.toByteArray(), "isz.zip.size");
  }

  @Test
  void tooManyEntriesAreRefused() throws Exception {
    String[] names = new String[ZipLimits.MAX_ENTRIES + 1];
    for (int i = 0; i < names.length; i++) {
      names[i] = "e" + i;
    }
    assertRefused(zip(names), "isz.zip.entries");
  }

  @Test
  void duplicateAndOverlappingMembersAreRefused() throws Exception {
    byte[] zip = zip("aaa", "bbb");
    byte[] twice = replaced(zip, "bbb", "aaa");
    assertRefused(twice, "isz.zip.duplicate");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ZipWriter writer = new ZipWriter(out);
    writer.stored("outer", Bytes.of("x".repeat(100)));
    writer.stored("inner", Bytes.of("y".repeat(100)));
    writer.finish();
    byte[] overlap = out.toByteArray();
    ByteBuffer buffer = ByteBuffer.wrap(overlap).order(ByteOrder.LITTLE_ENDIAN);
    int directory = buffer.getInt(overlap.length - 22 + 16);
    for (int at : new int[] {0 + 18, directory + 20}) {
      buffer.putInt(at, 180);
      buffer.putInt(at + 4, 180);
    }
    assertRefused(overlap, "isz.zip.overlap");
  }

  @Test
  void aLocalHeaderThatDisagreesCostsItsMember() throws Exception {
    byte[] zip = zip("aaa", "bbb");
    zip[30] = 'z';
    Decoded<ZipMembers> opened = ZipMembers.open(Bytes.of(zip));
    assertThat(opened.value().names()).containsExactly("bbb");
    assertThat(opened.problems()).extracting(Problem::id).containsExactly("isz.zip.disagrees");
  }

  private static byte[] replaced(byte[] zip, String from, String to) {
    String text = new String(zip, StandardCharsets.ISO_8859_1).replace(from, to);
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
