package initscope.tuning.plan;

import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetMountOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Options of mounted file systems. What a remount changed is read in mountinfo alone: XFS answers success and ignores what it cannot
/// change.
final class MountKind implements Kind {
  private static final String FSTAB = "/etc/fstab";
  private static final List<String> NOT_HERE = List.of("/", "/boot", "/boot/efi", "/usr");
  private static final List<String> REMOTE =
      List.of("nfs", "nfs4", "cifs", "smb3", "ceph", "glusterfs", "9p", "afs", "lustre", "gfs2");

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
    Fstab table = new Fstab(fstab.text().orElse(""));
    for (Change change : changes) {
      SetMountOptions mine = (SetMountOptions) change;
      if (isCgroup(mine.mountPoint())) {
        draft.find(Finding.block("mount.cgroup", mine.mountPoint(), "cgroup"));
        continue;
      }
      Optional<Mount> mounted = Mount.find(seen.text("mountinfo"), mine.mountPoint());
      if (mounted.isEmpty()) {
        draft.find(Finding.block("mount.absent", mine.mountPoint()));
        continue;
      }
      Mount mount = mounted.get();
      refusals(mine, mount, seen, draft);
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

  private static void refusals(SetMountOptions mine, Mount mount, Preflight seen, Draft draft) {
    String point = mine.mountPoint();
    if (mount.type().equals("cgroup") || mount.type().equals("cgroup2")) {
      draft.find(Finding.block("mount.cgroup", point, mount.type()));
    }
    if (NOT_HERE.contains(point)) {
      draft.find(Finding.block("mount.system", point));
    }
    if (REMOTE.contains(mount.type()) || mount.type().startsWith("fuse.")) {
      draft.find(Finding.block("mount.remote", point, mount.type()));
    }
    if (mount.source().contains("/luks-") || mount.source().contains("crypt")) {
      draft.find(Finding.block("mount.encrypted", point, mount.source()));
    }
    String unit = seen.property("mount-unit " + point, "FragmentPath").orElse("");
    if (unit.startsWith("/etc/systemd/")) {
      draft.find(Finding.block("mount.unit", point, unit));
    }
  }

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
          remount(mount, point, choice.how().forward()),
          remount(mount, point, choice.how().back()));
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
              ? Finding.note("mount.next_mount", point, late, mount.type())
              : Finding.block("mount.next_mount_only", point, late, mount.type()));
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

  private static String remount(Mount mount, String point, String options) {
    return mount.bind()
        ? "mount -o remount,bind," + options + " " + point
        : "mount -o remount," + options + " " + mount.source() + " " + point;
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
