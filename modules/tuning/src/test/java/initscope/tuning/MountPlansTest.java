package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Mounts that are not what their file system is, that share it, or that belong to the kernel.
class MountPlansTest {
  private KindsHost host;

  @BeforeEach
  void make() throws IOException {
    host = new KindsHost("dash", 252);
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private void mounted(String line) throws IOException {
    host.write(KindsHost.MOUNTINFO, host.read(KindsHost.MOUNTINFO) + "150 24 " + line + "\n");
  }

  private static List<String> ids(PlanView view) {
    return view.blockers().stream().map(Finding::id).toList();
  }

  /// What {@code mount --bind /data /export; mount -o remount,bind,ro /export} leaves.
  @Test
  void aReadOnlyMountOfAWritableFileSystemIsChangedAlone() throws Exception {
    mounted("254:32 / /export ro,relatime shared:62 - ext4 /dev/vdc rw,seclabel");
    String before = host.read(KindsHost.MOUNTINFO);
    PlanView view = host.view(false, 600, "mount:/export=noatime");
    assertThat(view.commands())
        .containsExactly("mount -o remount,bind,ro,suid,dev,exec,diratime,noatime /export");
    TuneEngine engine = host.engine(new MemoryJournal());
    TxId id =
        engine.apply(view.plan().orElseThrow(), host::login, ProofOfLife.LOGIN).id().orElseThrow();
    assertThat(host.mount("/export")).contains(" ro,noatime ", " /dev/vdc rw,seclabel");
    assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
    assertThat(host.read(KindsHost.MOUNTINFO)).isEqualTo(before);
    assertThat(ids(host.view(false, 600, "mount:/export=commit=60")))
        .containsExactly("mount.differs");
  }

  @Test
  void readOnlyIsRefusedWhereOthersShareTheFileSystemAndTheyAreNamed() throws Exception {
    PlanView view = host.view(false, 600, "mount:/opt/bins=ro");
    assertThat(ids(view)).containsExactly("mount.shared");
    assertThat(PlanTexts.say(view.blockers().getFirst().text(), Locale.ENGLISH))
        .contains("/srv/part");
    assertThat(host.view(false, 600, "mount:/opt/bins=noatime").plan()).isPresent();
    assertThat(host.view(false, 600, "mount:/data=ro").plan()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev devtmpfs",
        "/dev/pts devpts",
        "/dev/mqueue mqueue",
        "/proc proc",
        "/sys sysfs",
        "/sys/fs/selinux selinuxfs",
        "/run tmpfs",
        "/run/user/0 tmpfs",
        "/misc autofs",
        "/var/lib/containers/merged overlay",
        "/opt/proc proc"
      })
  void whatBelongsToTheKernelIsLeftAlone(String mount) throws Exception {
    List<String> words = List.of(mount.split(" "));
    mounted("0:5 / " + words.get(0) + " rw,relatime - " + words.get(1) + " x rw");
    assertThat(ids(host.view(false, 600, "mount:" + words.get(0) + "=nodev")))
        .contains("mount.kernel");
  }

  @Test
  void sharedMemoryIsAMountAsAnother() throws Exception {
    mounted("0:21 / /dev/shm rw,nosuid,nodev - tmpfs tmpfs rw");
    assertThat(host.view(false, 600, "mount:/dev/shm=noexec").plan()).isPresent();
  }

  @Test
  void aFileSystemWithoutBarriersGetsThemAndLosesThemAgain() throws Exception {
    mounted("9:9 / /fast rw,relatime - ext4 /dev/vdg rw,nobarrier");
    String before = host.read(KindsHost.MOUNTINFO);
    PlanView view = host.view(false, 600, "mount:/fast=barrier=1");
    assertThat(view.undo().getFirst()).endsWith("relatime,barrier=0 /dev/vdg /fast");
    TuneEngine engine = host.engine(new MemoryJournal());
    TxId id =
        engine.apply(view.plan().orElseThrow(), host::login, ProofOfLife.LOGIN).id().orElseThrow();
    assertThat(host.mount("/fast")).doesNotContain("nobarrier");
    assertThat(ids(host.view(false, 600, "mount:/fast=barrier=1")))
        .containsExactly("mount.already");
    assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
    assertThat(host.read(KindsHost.MOUNTINFO)).isEqualTo(before);
  }

  @Test
  void theDefaultOfCommitIsKnownThoughTheKernelHidesIt() throws Exception {
    assertThat(ids(host.view(false, 600, "mount:/data=commit=5"))).containsExactly("mount.already");
    host.run("mount", "-o", "remount,rw,nosuid,relatime,commit=30", "/dev/vdc", "/data");
    PlanView view = host.view(false, 600, "mount:/data=commit=5");
    TuneEngine engine = host.engine(new MemoryJournal());
    TxId id =
        engine.apply(view.plan().orElseThrow(), host::login, ProofOfLife.LOGIN).id().orElseThrow();
    assertThat(host.mount("/data")).doesNotContain("commit");
    assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
    assertThat(host.mount("/data")).contains("commit=30");
  }

  @Test
  void namesOfDevicesAreQuotedInTheCommandsShown() throws Exception {
    mounted("9:9 / /odd rw,relatime - ext4 /dev/x;reboot rw");
    assertThat(host.view(false, 600, "mount:/odd=noatime").commands().getFirst())
        .endsWith(" '/dev/x;reboot' /odd");
  }
}
