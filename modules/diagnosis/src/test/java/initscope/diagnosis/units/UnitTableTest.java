package initscope.diagnosis.units;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.start.UnitFile;
import initscope.model.start.UnitLine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which files make up which unit, see systemd.unit(5).
class UnitTableTest {
  private static String description(UnitTable table, String unit) {
    return table.get(unit).orElseThrow().settings().value("Unit", "Description");
  }

  private static String text(String description) {
    return "[Unit]\nDescription=" + description + "\n";
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/systemd/system, /run/systemd/system",
    "/etc/systemd/system, /usr/lib/systemd/system",
    "/run/systemd/system, /usr/lib/systemd/system",
    "/usr/local/lib/systemd/system, /usr/lib/systemd/system",
    "/run/systemd/generator, /usr/lib/systemd/system",
    "/lib/systemd/system, /run/systemd/generator.late",
    "/etc/systemd/system.control, /etc/systemd/system",
    "/run/systemd/transient, /etc/systemd/system",
    "/run/systemd/generator.early, /etc/systemd/system"
  })
  void theFolderOfHigherPrecedenceWins(String high, String low) {
    Units units =
        new Units()
            .file("/root" + low + "/a.service", text("low"))
            .file("/root" + high + "/a.service", text("high"));
    assertThat(description(units.table(), "a.service")).isEqualTo("high");
    Units dropIns =
        new Units()
            .file("/root" + low + "/a.service", text("unit"))
            .file("/root" + low + "/a.service.d/x.conf", text("low"))
            .file("/root" + high + "/a.service.d/x.conf", text("high"));
    assertThat(description(dropIns.table(), "a.service")).isEqualTo("high");
  }

  @Test
  void dropInsAreReadInTheOrderOfTheirNamesWhateverTheirFolders() {
    UnitTable table =
        new Units()
            .file("/etc/systemd/system/a.service", text("unit"))
            .file("/etc/systemd/system/a.service.d/10.conf", text("ten"))
            .file("/usr/lib/systemd/system/a.service.d/20.conf", text("twenty"))
            .table();
    assertThat(description(table, "a.service")).isEqualTo("twenty");
  }

  @Test
  void templatesDashesAndTypesHaveDropInsToo() {
    Units units =
        new Units()
            .file("/etc/systemd/system/a-b@.service", text("template"))
            .link("/etc/systemd/system/x.target.wants/a-b@1.service", "../a-b@.service")
            .file("/etc/systemd/system/a-b@1.service.d/1.conf", "[Service]\nNice=1\n")
            .file("/etc/systemd/system/a-b@.service.d/2.conf", "[Service]\nNice=2\n")
            .file("/etc/systemd/system/a-.service.d/3.conf", "[Service]\nNice=3\n")
            .file("/etc/systemd/system/service.d/4.conf", "[Service]\nNice=4\n")
            .file("/etc/systemd/system/b-.service.d/5.conf", "[Service]\nNice=5\n");
    List<UnitLine> nice =
        units.table().get("a-b@1.service").orElseThrow().settings().list("Service", "Nice");
    assertThat(nice).extracting(UnitLine::value).containsExactly("1", "2", "3", "4");
    // of one name the nearer counts
    units.file("/etc/systemd/system/a-.service.d/1.conf", "[Service]\nNice=9\n");
    units.file("/etc/systemd/system/service.d/2.conf", "[Service]\nNice=9\n");
    nice = units.table().get("a-b@1.service").orElseThrow().settings().list("Service", "Nice");
    assertThat(nice).extracting(UnitLine::value).containsExactly("1", "2", "3", "4");
  }

  @Test
  void anEmptyFileOrALinkToNullMasks() {
    UnitTable table =
        new Units()
            .file("/usr/lib/systemd/system/a.service", text("unit"))
            .link("/etc/systemd/system/a.service", UnitFile.NULL)
            .file("/usr/lib/systemd/system/b.service", text("unit"))
            .file("/etc/systemd/system/b.service", "")
            .file("/usr/lib/systemd/system/c.service", text("unit"))
            .file("/usr/lib/systemd/system/c.service.d/x.conf", text("taken away"))
            .link("/etc/systemd/system/c.service.d/x.conf", UnitFile.NULL)
            .table();
    assertThat(table.isMasked("a.service")).isTrue();
    assertThat(table.isMasked("b.service")).isTrue();
    assertThat(table.isMasked("c.service")).isFalse();
    assertThat(description(table, "c.service")).isEqualTo("unit");
  }

  @Test
  void aLinkOfAnotherNameIsAnAlias() {
    UnitTable table =
        new Units()
            .file("/usr/lib/systemd/system/crio.service", text("unit"))
            .link("/etc/systemd/system/cri-o.service", "/usr/lib/systemd/system/crio.service")
            .file("/etc/systemd/system/cri-o.service.d/x.conf", text("by the other name"))
            .table();
    assertThat(description(table, "cri-o.service")).isEqualTo("by the other name");
    assertThat(table.get("crio.service")).isEqualTo(table.get("cri-o.service"));
  }

  @Test
  void aLinkToAFileElsewhereIsThatFile() {
    UnitTable table =
        new Units()
            .file("/root/opt/shop/a.service", text("elsewhere"))
            .file("/root/etc/systemd/system/b.service", text("b"))
            .table();
    assertThat(table.get("a.service")).isPresent();
    List<UnitTable> linked =
        new Units()
            .link("/etc/systemd/system/a.service", "/opt/shop/a.service")
            .file("/opt/shop/a.service", text("elsewhere"))
            .tables();
    assertThat(description(linked.getFirst(), "a.service")).isEqualTo("elsewhere");
  }

  @Test
  void anEmptyLineClearsAListAndNoDependency() {
    UnitSettings settings =
        Units.of(
                "[Unit]\n"
                    + "After=b.service\n"
                    + "After=\n"
                    + "[Service]\n"
                    + "ExecStart=/a\n"
                    + "ExecStart=\n"
                    + "ExecStart=/b\n")
            .table()
            .get("a.service")
            .orElseThrow()
            .settings();
    assertThat(settings.words("Unit", "After")).containsExactly("b.service");
    assertThat(settings.list("Service", "ExecStart"))
        .extracting(UnitLine::value)
        .containsExactly("/b");
  }

  @Test
  void filesOfOneNameInFoldersOfNobodyAreUnitsEach() {
    Units units =
        new Units()
            .file("one/m.service", "[Service]\nExecStart=/a\nExecStart=/b\n[Install]\nAlias=x\n")
            .file("two/m.service", "[Service]\nType=dbus\nExecStart=/a\n[Install]\nAlias=x\n");
    assertThat(units.all()).filteredOn(m -> m.endsWith("refused")).hasSize(2);
  }

  @Test
  void eachRootIsAHostOfItsOwn() {
    Units units =
        new Units()
            .file("x/etc/systemd/system/a.service", text("x"))
            .file("y/etc/systemd/system/a.service", text("y"));
    assertThat(units.tables()).hasSize(2);
  }
}
