package initscope.tuning.plan;

import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetMountOptions;
import initscope.model.host.Mount;
import initscope.model.host.NetworkFileSystems;
import initscope.remote.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Options of mounted file systems. What a remount changed is read in mountinfo alone: XFS answers success and ignores what it cannot
/// change.
final class MountKind implements Kind {
  private static final String FSTAB = "/etc/fstab";
  private static final List<String> NOT_HERE = List.of("/", "/boot", "/boot/efi", "/usr");

  /// Folders that the kernel and systemd keep for the whole host, with all below.
  private static final List<String> OF_THE_HOST = List.of("/dev", "/proc", "/sys", "/run");

  private static final String SHARED_MEMORY = "/dev/shm";

  /// Types that show the kernel itself, or that others put together.
  private static final Set<String> API =
      Set.of(
          "devtmpfs",
          "devpts",
          "proc",
          "sysfs",
          "selinuxfs",
          "securityfs",
          "debugfs",
          "tracefs",
          "bpf",
          "mqueue",
          "hugetlbfs",
          "autofs",
          "overlay",
          "configfs",
          "pstore",
          "efivarfs",
          "binfmt_misc",
          "rpc_pipefs",
          "fusectl");

  @Override
  public boolean takes(Change change) {
    return change instanceof SetMountOptions;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    return changes.stream().map(c -> new Probe("mount", c.target())).toList();
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    List<String> spaces = seen.fact("mnt-ns").lines().toList();
    if (spaces.size() == 2 && !spaces.get(0).equals(spaces.get(1))) {
      draft.find(Finding.block("mount.namespace"));
    }
    HostFile fstab = HostFile.of(seen, FSTAB);
    MountTable mounts = MountTable.of(seen.text("mountinfo"));
    Fstab table = new Fstab(fstab.text().orElse(""));
    for (Change change : changes) {
      SetMountOptions mine = (SetMountOptions) change;
      if (isCgroup(mine.mountPoint())) {
        draft.find(Finding.block("mount.cgroup", mine.mountPoint(), "cgroup"));
        continue;
      }
      Optional<Mount> mounted = mounts.at(mine.mountPoint());
      if (mounted.isEmpty()) {
        draft.find(Finding.block("mount.absent", mine.mountPoint()));
        continue;
      }
      Mount mount = mounted.get();
      refusals(mine, mount, seen, draft);
      shared(mine, mount, mounts, draft);
      table = one(mine, mount, table, request.lasting(), draft);
    }
    if (request.lasting()) {
      fstab.check(draft);
      persist(fstab, table, draft);
    }
  }

  /// The tree of cgroups is systemd's, whatever is mounted there now.
  private static boolean isCgroup(String point) {
    return point.equals("/sys/fs/cgroup") || point.startsWith("/sys/fs/cgroup/");
  }

  /// Being read-only belongs to the whole file system, unless the remount changes this mount only.
  private static void shared(SetMountOptions mine, Mount mount, MountTable mounts, Draft draft) {
    List<String> others = mounts.sharing(mount);
    boolean whole = !MountTable.isPart(mount) && !MountTable.differs(mount);
    for (String option : List.of("ro", "rw")) {
      boolean changes = mount.options().contains("ro") != option.equals("ro");
      if (whole && changes && !others.isEmpty() && mine.options().contains(option)) {
        draft.find(
            Finding.block("mount.shared", option, mount.mountPoint(), String.join(", ", others)));
      }
    }
  }

  private static boolean isOfTheHost(String point) {
    boolean below =
        OF_THE_HOST.stream().anyMatch(p -> point.equals(p) || point.startsWith(p + "/"));
    return below && !point.equals(SHARED_MEMORY);
  }

  private static void refusals(SetMountOptions mine, Mount mount, Preflight seen, Draft draft) {
    String point = mine.mountPoint();
    if (mount.fileSystem().equals("cgroup") || mount.fileSystem().equals("cgroup2")) {
      draft.find(Finding.block("mount.cgroup", point, mount.fileSystem()));
    }
    if (isOfTheHost(point) || API.contains(mount.fileSystem())) {
      draft.find(Finding.block("mount.kernel", point, mount.fileSystem()));
    }
    if (mount.source().isEmpty() || mount.source().chars().anyMatch(c -> c <= ' ')) {
      draft.find(Finding.block("mount.source", point, mount.source()));
    }
    if (NOT_HERE.contains(point)) {
      draft.find(Finding.block("mount.system", point));
    }
    if (NetworkFileSystems.has(mount.fileSystem()) || mount.fileSystem().startsWith("fuse.")) {
      draft.find(Finding.block("mount.remote", point, mount.fileSystem()));
    }
    if (mount.source().contains("/luks-") || mount.source().contains("crypt")) {
      draft.find(Finding.block("mount.encrypted", point, mount.source()));
    }
    String unit = seen.property("mount-unit " + point, "FragmentPath").orElse("");
    if (unit.startsWith("/etc/systemd/")) {
      draft.find(Finding.block("mount.unit", point, unit));
    }
  }

  /// Adds the remount of one mount.
  ///
  /// @return the table with this change in it
  private static Fstab one(
      SetMountOptions mine, Mount mount, Fstab table, boolean lasting, Draft draft) {
    MountChoice choice = MountChoice.of(mount, mine.options());
    choice.findings().forEach(draft::find);
    String point = mine.mountPoint();
    if (choice.differsNow()) {
      draft.item(
          PlanItem.value("mount", Phase.TRY, point, choice.before(), choice.want(), choice.how()));
      draft.does(
          remount(choice, mount, choice.how().forward()),
          remount(choice, mount, choice.how().back()));
      draft.cost("mount.cost", point);
    } else if (choice.nextMount().isEmpty()
        && choice.findings().stream().noneMatch(Finding::blocks)) {
      draft.find(Finding.block("mount.already", point, mine.wanted()));
    }
    choice.gains().forEach(g -> draft.gain(g.key(), g.arguments().toArray(String[]::new)));
    if (!choice.nextMount().isEmpty()) {
      String late = String.join(",", choice.nextMount());
      draft.find(
          lasting
              ? Finding.note("mount.next_mount", point, late, mount.fileSystem())
              : Finding.block("mount.next_mount_only", point, late, mount.fileSystem()));
    }
    if (!lasting) {
      return table;
    }
    Optional<Fstab> changed = table.with(point, mine.options());
    if (changed.isEmpty()) {
      draft.find(Finding.block("mount.fstab", point, FSTAB));
    }
    return changed.orElse(table);
  }

  private static String remount(MountChoice choice, Mount mount, String options) {
    String point = Quote.shown(mount.mountPoint());
    return choice.bind()
        ? "mount -o remount,bind," + Quote.shown(options) + " " + point
        : "mount -o remount,"
            + Quote.shown(options)
            + " "
            + Quote.shown(mount.source())
            + " "
            + point;
  }

  private static void persist(HostFile fstab, Fstab table, Draft draft) {
    String before = fstab.text().orElse("");
    if (table.text().equals(before)) {
      return;
    }
    draft.item(
        PlanItem.file(
            "fstab",
            Phase.PERSIST,
            FSTAB,
            fstab.bytes(),
            Optional.of(initscope.model.Bytes.of(table.text())),
            How.PLAIN));
    List<String> old = before.lines().toList();
    List<String> now = table.text().lines().toList();
    for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
      if (!old.get(i).equals(now.get(i))) {
        draft.confirms(
            "# " + FSTAB + " line " + (i + 1) + " becomes: " + now.get(i),
            "# " + FSTAB + " line " + (i + 1) + " becomes: " + old.get(i));
      }
    }
    draft.find(Finding.note("mount.reload"));
  }

  /// Options that a list has, without empty ones.
  static List<String> split(String options) {
    List<String> out = new ArrayList<>(List.of(options.split(",", -1)));
    out.removeIf(String::isEmpty);
    return out;
  }
}
