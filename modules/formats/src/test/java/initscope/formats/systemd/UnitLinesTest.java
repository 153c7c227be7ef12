package initscope.formats.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.boot.BlameLine;
import initscope.model.boot.ChainLine;
import initscope.model.boot.UnitFileLine;
import initscope.model.boot.UnitLine;
import initscope.model.testing.Corpus;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Lists and trees of units.
class UnitLinesTest {
  private static final String TEXT = "systemd/text/";
  private static final String UNIT_FILES = "rhel-cmds/insights/unitfiles/";
  private static final long MILLI = 1_000_000L;

  private static List<BlameLine> blame(Bytes in) {
    var seen = new BlameDecoder().decode(in);
    assertThat(seen.problems()).isEmpty();
    return seen.value();
  }

  private static List<ChainLine> chain(String text) {
    var seen = new CriticalChainDecoder().decode(Bytes.of(text));
    assertThat(seen.problems()).isEmpty();
    return seen.value();
  }

  @ParameterizedTest
  @CsvSource({
    "arch-blame.txt, 57,"
        + " systemd-cryptsetup@luks\\x2d04aaf88f\\x2dc0dd\\x2d40ad\\x2dbe7e\\x2d85e29c0bd719.service,"
        + " 3879, fail2ban.service, 1",
    "centos7-systemd219-blame-head5.txt, 5, NetworkManager-wait-online.service, 4949,"
        + " lvm2-monitor.service, 591",
  })
  void readsBlameOfTheCorpus(
      String file, int count, String first, long millis, String last, long lastMillis) {
    List<BlameLine> lines = blame(Corpus.bytes(TEXT + file));
    assertThat(lines).hasSize(count);
    assertThat(lines.getFirst().name()).isEqualTo(first);
    assertThat(lines.getFirst().nanos()).isEqualTo(millis * MILLI);
    assertThat(lines.getLast().name()).isEqualTo(last);
    assertThat(lines.getLast().nanos()).isEqualTo(lastMillis * MILLI);
  }

  /// The values that insights-core asserts of its own sample.
  @ParameterizedTest
  @CsvSource({
    "tuned.service, 872",
    "cloud-init.service, 1304",
    "splunk.service, 300230",
    "dev-sdd.device, 291450859",
    "dev-sdy.device, 35921033782",
  })
  void readsMinutesAndMore(String name, long millis) {
    List<BlameLine> lines = blame(Corpus.bytes("rhel-cmds/insights/systemd_analyze/OUTPUT.txt"));
    assertThat(lines).hasSize(15);
    assertThat(lines)
        .filteredOn(l -> l.name().equals(name))
        .extracting(BlameLine::nanos)
        .containsExactly(millis * MILLI);
  }

  @Test
  void namesKeepTheirEscapesAndInstances() {
    List<BlameLine> lines =
        blame(Bytes.of("1min 3ms systemd-fsck@dev-mapper-vg0\\x2dhome.service\n 2ms -.mount\n"));
    assertThat(lines)
        .extracting(BlameLine::name)
        .containsExactly("systemd-fsck@dev-mapper-vg0\\x2dhome.service", "-.mount");
    assertThat(lines.getFirst().nanos()).isEqualTo(60_003 * MILLI);
    assertThat(lines.get(1).place().offset()).hasValue(53);
  }

  @Test
  void aLineWithoutAUnitOrASpanIsAProblem() {
    var seen = new BlameDecoder().decode(Bytes.of("1s a.service\n2 b.service\n3s nonsense\n"));
    assertThat(seen.value()).hasSize(1);
    assertThat(seen.problems()).extracting(p -> p.offset()).containsExactly(13L, 25L);
  }

  @Test
  void readsTheChainOfCentos7() {
    List<ChainLine> lines =
        chain(Corpus.bytes(TEXT + "centos7-systemd219-critical-chain.txt").utf8());
    assertThat(lines).hasSize(19);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).depth()).isEqualTo(i);
    }
    assertThat(lines.getFirst().name()).isEqualTo("multi-user.target");
    assertThat(lines.getFirst().atNanos()).hasValue(8863 * MILLI);
    assertThat(lines.getFirst().plusNanos()).isEmpty();
    assertThat(lines.get(1).plusNanos()).hasValue(987 * MILLI);
    assertThat(lines.getLast().name()).isEqualTo("dev-mapper-VolGroup\\x2dlv_home.device");
  }

  @Test
  void aRootThatWasNeverActiveHasNoLine() {
    List<ChainLine> lines =
        chain(Corpus.bytes(TEXT + "fedora-critical-chain-emergency-target.txt").utf8());
    assertThat(lines).hasSize(8);
    assertThat(lines.getFirst().depth()).isEqualTo(1);
    assertThat(lines.getFirst().name()).isEqualTo("fedora-import-state.service");
    // started again later than what waits for it
    assertThat(lines.get(2).atNanos()).hasValue(12_387 * MILLI);
    assertThat(lines.getLast())
        .isEqualTo(
            new ChainLine(
                8, "-.slice", OptionalLong.empty(), OptionalLong.empty(), lines.getLast().place()));
  }

  @Test
  void readsMinutesAndUnitsWithoutATime() {
    List<ChainLine> lines =
        chain(Corpus.bytes(TEXT + "opensuse-kdump-critical-chain-1min.txt").utf8());
    assertThat(lines).hasSize(15);
    assertThat(lines.getFirst().atNanos()).hasValue(64_030 * MILLI);
    assertThat(lines.get(1).plusNanos()).hasValue(13_606 * MILLI);
    assertThat(lines)
        .filteredOn(l -> l.atNanos().isEmpty())
        .extracting(ChainLine::name)
        .containsExactly("systemd-journald.socket", "system.slice", "-.slice");
  }

  /// Version 219 leaves the time of a root out that took some itself.
  @Test
  void aRootMayTellOnlyHowLongItTook() {
    ChainLine root = chain("kdump.service +13.606s\n└─a.target @1s\n").getFirst();
    assertThat(root.atNanos()).isEmpty();
    assertThat(root.plusNanos()).hasValue(13_606 * MILLI);
  }

  @ParameterizedTest
  @CsvSource({
    "├─, │ └─, └─",
    "|-, | `-, `-",
    // UTF-8 shown as CP1252
    "â”œâ”€, â”‚ â””â”€, â””â”€",
  })
  void everyWayToDrawATreeTellsTheSameDepths(String branch, String below, String last) {
    List<ChainLine> lines =
        chain(
            "a.target @3s\n"
                + branch
                + "b.service @1s +2s\n"
                + below
                + "-.mount\n"
                + last
                + "c.service @2s\n");
    assertThat(lines).extracting(ChainLine::depth).containsExactly(0, 1, 2, 1);
    assertThat(lines)
        .extracting(ChainLine::name)
        .containsExactly("a.target", "b.service", "-.mount", "c.service");
  }

  @Test
  void aMarginMovesNoDepthAndDotsAreNoUnit() {
    List<ChainLine> lines = chain("   a.target @3s\n   └─b.service @1s\n     └─...\n");
    assertThat(lines).extracting(ChainLine::depth).containsExactly(0, 1);
  }

  /// What an unsigned difference of two times in the wrong order looks like.
  @Test
  void aTimeThatNoBootTakesIsNone() {
    ChainLine line = chain("a.target @584542y 2w 2d 20h 1min 49.551s\n").getFirst();
    assertThat(line.atNanos()).isEmpty();
  }

  @Test
  void coloursLinksAndStruckTextAreTakenOff() {
    assertThat(Terminal.plain("\u001b[0;1;31ma\u001b[0m")).isEqualTo("a");
    assertThat(Terminal.plain("\u001b]8;;file://h/x\u001b\\a.service\u001b]8;;\u001b\\"))
        .isEqualTo("a.service");
    assertThat(Terminal.plain("\u001b]8;;file://h/x\u0007a")).isEqualTo("a");
    assertThat(Terminal.plain("a\ba\r")).isEqualTo("a");
    assertThat(Terminal.plain("\u001b")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "KDUMP_DISABLED_RHEL7.txt, 1, disabled, ''",
    "KDUMP_ENABLED_RHEL7.txt, 1, enabled, ''",
    "KDUMP_DISABLED_RHEL9.txt, 1, disabled, disabled",
    "KDUMP_ENABLED_RHEL9.txt, 1, enabled, enabled",
    "KDUMP_ENABLED_FOOTER_RHEL7.txt, 1, enabled, ''",
    "KDUMP_BIG_TEST.txt, 3, enabled, ''",
  })
  void readsUnitFiles(String file, int count, String state, String preset) {
    var seen = new UnitFilesDecoder().decode(Corpus.bytes(UNIT_FILES + file));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(count);
    UnitFileLine kdump = seen.value().getFirst();
    assertThat(kdump.name()).isEqualTo("kdump.service");
    assertThat(kdump.state()).isEqualTo(state);
    assertThat(kdump.preset()).isEqualTo(preset);
  }

  @Test
  void aStateThatSystemdDoesNotKnowIsAProblem() {
    var seen =
        new UnitFilesDecoder().decode(Corpus.bytes(UNIT_FILES + "UNIT_INVALID_VS_VALID.txt"));
    assertThat(seen.value())
        .extracting(UnitFileLine::name)
        .containsExactly("svca.service", "svcb.service");
    assertThat(seen.problems()).hasSize(1);
    var all = new UnitFilesDecoder().decode(Corpus.bytes(UNIT_FILES + "UNITFILES_DOCTEST.txt"));
    assertThat(all.problems()).isEmpty();
    assertThat(all.value()).hasSize(7);
    assertThat(all.value()).filteredOn(l -> l.state().equals("enabled")).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({"UNITFILES_NG.txt", "LISTUNITS_NG.txt"})
  void aFailureIsAProblemAndNoUnit(String file) {
    Bytes in = Corpus.bytes(UNIT_FILES + file);
    assertThat(new UnitFilesDecoder().decode(in).value()).isEmpty();
    assertThat(new UnitsDecoder().decode(in).value()).isEmpty();
    assertThat(new UnitsDecoder().decode(in).problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "LISTUNITS_CONTENT.txt, 190",
    "LISTUNITS_CONTENT_2.txt, 6",
    "LISTUNITS_DOCTEST.txt, 6",
  })
  void readsUnits(String file, int count) {
    var seen = new UnitsDecoder().decode(Corpus.bytes(UNIT_FILES + file));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(count);
  }

  @Test
  void marksOfFailedUnitsAreNoPartOfTheirNames() {
    var seen = new UnitsDecoder().decode(Corpus.bytes(UNIT_FILES + "LISTUNITS_CONTENT.txt"));
    assertThat(seen.value())
        .filteredOn(l -> l.active().equals("failed"))
        .extracting(UnitLine::name)
        .contains("openstack-swift-proxy.service", "NetworkManager-wait-online.service");
  }

  /// The JSON beside it is the result expected.
  @Test
  void readsUnitsAsJcDoes() {
    var seen = new UnitsDecoder().decode(Corpus.bytes("rhel-cmds/jc/centos-7.7/systemctl.out"));
    assertThat(seen.problems()).isEmpty();
    JsonNode expected =
        new ObjectMapper()
            .readTree(Corpus.bytes("rhel-cmds/jc/centos-7.7/systemctl.json").toArray());
    assertThat(seen.value()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      UnitLine line = seen.value().get(i);
      assertThat(line.name()).isEqualTo(expected.get(i).get("unit").asString());
      assertThat(line.load()).isEqualTo(expected.get(i).get("load").asString());
      assertThat(line.active()).isEqualTo(expected.get(i).get("active").asString());
      assertThat(line.sub()).isEqualTo(expected.get(i).get("sub").asString());
      assertThat(line.description()).isEqualTo(expected.get(i).get("description").asString());
    }
  }

  @Test
  void showOfTheManagerAndOfHundredsIsRead() {
    String manager = "Version=219\nFeatures=+PAM\nVirtualization=kvm\nFinishTimestampMonotonic=7\n";
    assertThat(new SystemctlShowDecoder().recognises(Bytes.of(manager))).isTrue();
    assertThat(new SystemctlShowDecoder().decode(Bytes.of(manager)).value()).hasSize(1);
    StringBuilder many = new StringBuilder("# systemctl show '*'\n");
    for (int i = 0; i < 700; i++) {
      many.append("Id=u").append(i).append(".service\nActiveState=active\nSubState=running\n\n");
    }
    Bytes all = Bytes.of(many.toString());
    assertThat(new SystemctlShowDecoder().recognises(all)).isTrue();
    assertThat(new SystemctlShowDecoder().decode(all).value()).hasSize(700);
  }
}
