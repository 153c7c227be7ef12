package initscope.formats.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.Items;
import initscope.formats.proc.FstabDecoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.host.FstabLine;
import initscope.model.start.UnitFile;
import initscope.model.start.UnitLine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Unit files as systemd reads them, and as {@code systemctl cat} prints them.
class UnitFileDecoderTest {
  private static final String WHOLE =
      """
      # a comment

      [Unit]
      After=a.service b.service
      ; another
      [Service]
      ExecStart=/bin/a \\
      # within
        --flag "two  words" %i
      Environment='A=b c'
      Environment=
      [Install]
      WantedBy=multi-user.target
      """;

  private static Decoded<List<UnitFile>> read(String text) {
    return UnitFileDecoder.ofOneFile().decode(Bytes.of(text));
  }

  private static List<String> lines(String text) {
    return read(text).value().stream()
        .flatMap(f -> f.lines().stream())
        .map(l -> l.at() + "@" + l.offset() + " " + l.section() + "." + l.text())
        .toList();
  }

  @Test
  void settingsKeepTheirPlaceAndTheirQuotes() {
    assertThat(lines(WHOLE))
        .containsExactly(
            "4@20 Unit.After=a.service b.service",
            "7@66 Service.ExecStart=/bin/a  --flag \"two  words\" %i",
            "10@119 Service.Environment='A=b c'",
            "11@139 Service.Environment=",
            "13@162 Install.WantedBy=multi-user.target");
    assertThat(read(WHOLE).problems()).isEmpty();
  }

  @Test
  void aByteOrderMarkAndLineEndsOfAnotherSystemAreNothing() {
    assertThat(lines("\ufeff[Unit]\r\nAfter=a.service\r\n"))
        .containsExactly("2@11 Unit.After=a.service");
    // an escaped backslash does not go on
    assertThat(lines("[Service]\nExecStart=/a x\\\\\nNice=1\n")).hasSize(2);
    assertThat(lines("[Service]\nExecStart=/a \\\n\nNice=1\n"))
        .containsExactly("2@10 Service.ExecStart=/a", "4@26 Service.Nice=1");
  }

  @Test
  void whatSystemdLeavesOutIsAProblemAtItsPlace() {
    Decoded<List<UnitFile>> seen =
        read("Nice=1\n[Unit\n[Unit]\nnothing\n=5\n[Strange]\nA=1\n[X-Mine]\nB=2\n");
    assertThat(seen.problems())
        .extracting(p -> p.id() + "@" + p.offset())
        .containsExactly(
            "unit-file.line.no-section@0",
            "unit-file.section.unreadable@7",
            "unit-file.line.no-setting@20",
            "unit-file.line.no-setting@28",
            "unit-file.section.unknown@31");
    assertThat(seen.value().getFirst().lines())
        .extracting(UnitLine::name)
        .containsExactly("A", "B");
  }

  @Test
  void systemctlCatPrintsSeveralFiles() {
    String cat =
        "# /usr/lib/systemd/system/a.service\n# /etc/systemd/notes say so\n[Service]\nNice=1\n\n"
            + "# /etc/systemd/system/a.service.d/x.conf\n[Service]\nNice=2\n";
    List<UnitFile> files = new UnitFileDecoder().decode(Bytes.of(cat)).value();
    assertThat(files)
        .extracting(UnitFile::path)
        .containsExactly(
            "/usr/lib/systemd/system/a.service", "/etc/systemd/system/a.service.d/x.conf");
    assertThat(files.getLast().lines().getFirst().place().line()).isEqualTo(2);
    assertThat(files.getLast().lines().getFirst().at()).isEqualTo(8);
    // where the paths are known a comment with another begins no file, however it looks
    List<UnitFile> known =
        UnitFileDecoder.of(Set.of("/usr/lib/systemd/system/a.service"))
            .decode(Bytes.of(cat))
            .value();
    assertThat(known).hasSize(1);
    assertThat(known.getFirst().lines()).hasSize(2);
    assertThat(new UnitFileDecoder().recognises(Bytes.of(cat))).isTrue();
  }

  @Test
  void itIsToldFromOtherFilesWithSections() {
    UnitFileDecoder decoder = new UnitFileDecoder();
    assertThat(decoder.recognises(Bytes.of("# x\n\n[Service]\nNice=1\n"))).isTrue();
    assertThat(decoder.recognises(Bytes.of("[Desktop Entry]\nName=x\n"))).isFalse();
    assertThat(decoder.recognises(Bytes.of("Name=x\n[Unit]\n"))).isFalse();
    assertThat(decoder.recognises(Bytes.EMPTY)).isFalse();
  }

  @Test
  void printedItemByItem() {
    assertThat(Items.of(read(WHOLE)))
        .hasSize(6)
        .first()
        .satisfies(i -> assertThat(i).containsEntry("lineCount", 5L));
  }

  @Test
  void linksAndTables() {
    List<UnitFile> links =
        new UnitLinksDecoder()
            .decode(
                Bytes.of(
                    "/etc/systemd/system/a.service -> /dev/null\n"
                        + "/x/y.wants/b.service -> ../b.service\n"
                        + "z\n"))
            .value();
    assertThat(links).hasSize(2);
    assertThat(links.getFirst().masks()).isTrue();
    List<FstabLine> table =
        new FstabDecoder()
            .decode(Bytes.of("# x\nUUID=1 /a\\040b/ xfs defaults,nofail 0 0\nnas:/x /n nfs\n"))
            .value();
    assertThat(table).extracting(FstabLine::point).containsExactly("/a b", "/n");
    assertThat(table.getFirst().options()).containsExactly("defaults", "nofail");
  }

  /// A blank behind the backslash is a part of the line: it ends there.
  @Test
  void aBlankBehindTheBackslashEndsTheLine() {
    Decoded<List<UnitFile>> seen =
        read("[Service]\nExecStart=/a \\ \n  -x\nNice=1 \\\r\n 2\nUMask=0 \\\n# no\n 1\n");
    assertThat(seen.value().getFirst().lines())
        .extracting(UnitLine::text)
        .containsExactly("ExecStart=/a \\", "Nice=1  2", "UMask=0  1");
    assertThat(seen.problems())
        .extracting(Problem::id)
        .containsExactly("unit-file.backslash.blank", "unit-file.line.no-setting");
  }

  /// Any bytes are read, and each setting stands where it says.
  @Property(tries = 500)
  void anyBytesAreRead(@ForAll byte[] bytes) {
    Decoded<List<UnitFile>> seen = new UnitFileDecoder().decode(Bytes.of(bytes.clone()));
    for (UnitFile file : seen.value()) {
      file.lines().forEach(l -> assertThat(l.offset()).isBetween(0L, (long) bytes.length));
    }
  }

  /// A damaged file decodes to settings of which those before the damage are as they were.
  @Test
  void damageChangesNothingBeforeIt() {
    Random random = new Random(44);
    byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
    List<UnitLine> good = read(WHOLE).value().getFirst().lines();
    for (int i = 0; i < 2000; i++) {
      byte[] bad = whole.clone();
      int at = random.nextInt(bad.length);
      bad[at] = (byte) random.nextInt(256);
      List<UnitLine> seen =
          UnitFileDecoder.ofOneFile().decode(Bytes.of(bad)).value().stream()
              .flatMap(f -> f.lines().stream())
              .toList();
      long before = good.stream().filter(l -> l.offset() + l.text().length() + 20 < at).count();
      for (int n = 0; n < before - 1; n++) {
        assertThat(seen.get(n).text()).isEqualTo(good.get(n).text());
      }
    }
  }

  @Test
  void hugeInputIsBounded() {
    byte[] one = ("[Unit]\n" + "a=b\n".repeat(200_000)).getBytes(StandardCharsets.UTF_8);
    Decoded<List<UnitFile>> seen = UnitFileDecoder.ofOneFile().decode(Bytes.of(one));
    assertThat(seen.problems()).extracting(Problem::effect).contains(Problem.Effect.LOST_FROM_HERE);
    byte[] open =
        ("[Service]\n" + "x".repeat(1000) + "\\\n").repeat(5000).getBytes(StandardCharsets.UTF_8);
    assertThat(UnitFileDecoder.ofOneFile().decode(Bytes.of(open)).problems()).isNotEmpty();
  }
}
