package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import initscope.evidence.NamedInput;
import initscope.model.Failure;
import initscope.model.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders as people have them: with links, other files, and nothing at all.
class UnitFolderTest {
  private static final String UNIT = "[Service]\nExecStart=/usr/bin/true\n";

  @TempDir Path temp = Path.of("");

  private Path file(String name, String text) throws IOException {
    Path file = temp.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private List<String> names() throws Exception {
    return UnitFolder.read(temp, Progress.NONE).inputs().stream()
        .map(NamedInput::name)
        .map(name -> name.substring(temp.toString().length()))
        .toList();
  }

  @Test
  void unitsAndDropInsAreTakenWhereverTheyLieAndNothingElse() throws Exception {
    file("a.service", UNIT);
    file("deep/b.timer", "[Timer]\nOnBootSec=1\n");
    file("etc/systemd/system/c.service.d/10-x.conf", "[Service]\nNice=1\n");
    file("etc/systemd/system/empty.service", "");
    file("etc/fstab", "/dev/sda1 / xfs defaults 0 0\n");
    file("usr/lib/systemd/user/of-a-user.service", UNIT);
    file("notes.txt", UNIT);
    file("picture.service", "\u0000\u0001PNG\u0000 no unit at all\n");
    assertThat(names())
        .containsExactly(
            "/a.service",
            "/deep/b.timer",
            "/etc/fstab",
            "/etc/systemd/system/c.service.d/10-x.conf",
            "/etc/systemd/system/empty.service");
  }

  @Test
  void linksAreToldAndNeverFollowed() throws Exception {
    Path unit = file("usr/lib/systemd/system/a.service", UNIT);
    Path wants =
        Files.createDirectories(temp.resolve("etc/systemd/system/multi-user.target.wants"));
    Files.createSymbolicLink(wants.resolve("a.service"), unit);
    Files.createSymbolicLink(
        temp.resolve("etc/systemd/system/masked.service"), Path.of("/dev/null"));
    Files.createSymbolicLink(temp.resolve("loop"), temp);
    UnitFolder read = UnitFolder.read(temp, Progress.NONE);
    assertThat(read.inputs()).hasSize(2);
    assertThat(read.inputs().getLast().name()).endsWith(" (links)");
    assertThat(read.inputs().getLast().bytes().utf8().lines())
        .hasSize(2)
        .anyMatch(line -> line.endsWith("multi-user.target.wants/a.service -> " + unit))
        .anyMatch(line -> line.endsWith("masked.service -> /dev/null"));
  }

  @Test
  void whatIsNoFileIsNotOpened() throws Exception {
    file("a.service", UNIT);
    Process fifo = new ProcessBuilder("mkfifo", temp.resolve("b.service").toString()).start();
    assertThat(fifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(names()).containsExactly("/a.service");
  }

  @Test
  void whatMayNotBeReadIsNamed() throws Exception {
    Path file = file("etc/systemd/system/secret.service", UNIT);
    file("etc/systemd/system/open.service", UNIT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user may read everything");
    UnitFolder read = UnitFolder.read(temp, Progress.NONE);
    assertThat(read.inputs()).hasSize(1);
    assertThat(read.unread())
        .singleElement()
        .matches(one -> one.path().equals(file.toString()) && one.warnings().size() == 1);
  }

  @Test
  void aFolderWithoutUnitsSaysWhatToName() throws Exception {
    file("notes.txt", "nothing\n");
    assertThatThrownBy(() -> UnitFolder.read(temp, Progress.NONE))
        .isInstanceOf(Failure.InputDamaged.class)
        .hasMessageContaining("No unit files in")
        .hasMessageContaining(temp.toString());
  }

  @Test
  void aFolderThatIsNotThereIsSaidToBe() {
    assertThatThrownBy(() -> UnitFolder.read(temp.resolve("none"), Progress.NONE))
        .isInstanceOf(Failure.InputDamaged.class)
        .hasMessageContaining("none");
  }

  @Test
  void moreFilesThanAnyoneHasAreRefused() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("many"));
    for (int i = 0; i <= 50_000; i++) {
      Files.createFile(folder.resolve(i + ".service"));
    }
    assertThatThrownBy(() -> UnitFolder.read(temp, Progress.NONE))
        .isInstanceOf(Failure.InputDamaged.class)
        .hasMessageContaining("Too many files in");
  }
}
