package initscope.tuning.plan;

import initscope.model.change.PlanItem.How;
import initscope.model.finding.Sentence;
import initscope.model.host.Mount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a list of options does to one mount: now, by a remount, or at the next mount only.
///
/// @param before comparable form of what is in force, as the guard reads it
/// @param want the same of what shall be
/// @param how source and the whole lists of options for both remounts
/// @param bind whether the remount leaves the file system alone and changes this mount only
/// @param nextMount options that no remount changes
/// @param gains what they can win
/// @param findings against them
record MountChoice(
    String before,
    String want,
    How how,
    boolean bind,
    List<String> nextMount,
    List<Sentence> gains,
    List<Finding> findings) {
  /// Flags of a mount: the one shown in mountinfo, and the one that undoes it.
  private static final List<List<String>> FLAGS =
      List.of(
          List.of("nosuid", "suid"),
          List.of("nodev", "dev"),
          List.of("noexec", "exec"),
          List.of("nodiratime", "diratime"));

  private static final List<String> ATIME = List.of("noatime", "relatime", "strictatime");

  /// Options of ext4 that a remount changes, with the default, which the kernel does not show.
  private static final Map<String, String> EXT4 = Map.of("commit", "5", "barrier", "1");

  /// Without barriers the kernel shows this word in the place of {@code barrier=0}.
  private static final String NO_BARRIER = "nobarrier";

  private static final List<String> FOLKLORE = List.of("logbufs", "logbsize");
  private static final List<String> XFS_LATER =
      List.of("allocsize", "largeio", "nolargeio", "swalloc", "noalign", "inode32", "inode64");

  static MountChoice of(Mount mount, List<String> options) {
    return new Builder(mount).take(options);
  }

  boolean differsNow() {
    return !before.equals(want);
  }

  private static final class Builder {
    private final Mount mount;
    private final Map<String, Boolean> flags = new LinkedHashMap<>();
    private final Map<String, String> supers = new LinkedHashMap<>();
    private final List<String> later = new ArrayList<>();
    private final List<Sentence> gains = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private String atime;
    private final boolean bind;
    private boolean readOnly;

    Builder(Mount mount) {
      this.mount = mount;
      // A plain remount would hand the mount's own ro or rw to the whole file system.
      this.bind = MountTable.isPart(mount) || MountTable.differs(mount);
      this.readOnly = mount.options().contains("ro");
      this.atime =
          mount.options().contains("noatime")
              ? "noatime"
              : mount.options().contains("relatime") ? "relatime" : "strictatime";
      FLAGS.forEach(f -> flags.put(f.get(0), mount.options().contains(f.get(0))));
    }

    MountChoice take(List<String> options) {
      String before = shown(false);
      String back = words(false);
      options.forEach(this::option);
      // What was named for the first time is compared too.
      before = before + superNow();
      String way = bind ? "bind" : "plain";
      String names =
          supers.keySet().stream().map(Builder::shownName).collect(Collectors.joining(" "));
      How how =
          new How(
              (mount.source() + " " + way + " " + names).strip(), words(true), back + superBack());
      return new MountChoice(
          before, shown(true) + superWanted(), how, bind, later, List.copyOf(gains), findings);
    }

    /// The word of the kernel's list that an option is known by.
    private static String shownName(String name) {
      return name.equals("barrier") ? NO_BARRIER : name;
    }

    private void option(String option) {
      String name = option.indexOf('=') < 0 ? option : option.substring(0, option.indexOf('='));
      String value = option.substring(Math.min(option.length(), name.length() + 1));
      if (ATIME.contains(option)) {
        gains.add(
            Sentence.of(
                option.equals("noatime") && atime.equals("relatime")
                    ? "gain.noatime"
                    : "gain.atime"));
        atime = option;
      } else if (option.equals("ro") || option.equals("rw")) {
        readOnly = option.equals("ro");
        if (!readOnly && mount.superOptions().contains("ro") && bind) {
          findings.add(Finding.block("mount.super_read_only", mount.mountPoint()));
        }
        gains.add(Sentence.of("gain.none"));
      } else if (flag(option)) {
        gains.add(Sentence.of(option.endsWith("diratime") ? "gain.noatime" : "gain.none"));
      } else if (FOLKLORE.contains(name)) {
        findings.add(Finding.block("mount.folklore", option));
      } else if (mount.fileSystem().equals("ext4") && EXT4.containsKey(name) && digits(value)) {
        supers.put(name, value);
        gains.add(Sentence.of("gain.ext4"));
        if (name.equals("barrier") && value.equals("0")) {
          findings.add(Finding.block("mount.barrier"));
        }
      } else if (mount.fileSystem().equals("xfs") && XFS_LATER.contains(name)) {
        later.add(option);
        gains.add(Sentence.of("gain.none"));
      } else {
        findings.add(Finding.block("mount.unknown", option, mount.fileSystem()));
      }
      if (bind && (supers.containsKey(name) || later.contains(option))) {
        findings.add(
            MountTable.isPart(mount)
                ? Finding.block("mount.bind", option)
                : Finding.block("mount.differs", option, mount.mountPoint()));
      }
    }

    private boolean flag(String option) {
      for (List<String> pair : FLAGS) {
        if (pair.contains(option)) {
          flags.put(pair.getFirst(), option.equals(pair.getFirst()));
          return true;
        }
      }
      return false;
    }

    private static boolean digits(String value) {
      return !value.isEmpty()
          && value.length() < 7
          && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// In the kernel's own order (show_mnt_opts of fs/proc_namespace.c), then rw or ro of the file system.
    private String shown(boolean wanted) {
      List<String> out = new ArrayList<>();
      out.add(readOnly ? "ro" : "rw");
      for (String name : List.of("nosuid", "nodev", "noexec")) {
        if (flags.getOrDefault(name, false)) {
          out.add(name);
        }
      }
      if (atime.equals("noatime")) {
        out.add(atime);
      }
      if (flags.getOrDefault("nodiratime", false)) {
        out.add("nodiratime");
      }
      if (atime.equals("relatime")) {
        out.add(atime);
      }
      mount.options().stream().filter(o -> o.equals("nosymfollow")).forEach(out::add);
      String file =
          wanted && !bind
              ? (readOnly ? "ro" : "rw")
              : mount.superOptions().contains("ro") ? "ro" : "rw";
      return String.join(",", out) + " " + file;
    }

    /// Every flag by name: a remount clears what is not named, or leaves it, by version.
    private String words(boolean wanted) {
      List<String> out = new ArrayList<>();
      out.add(readOnly ? "ro" : "rw");
      for (List<String> pair : FLAGS) {
        out.add(flags.getOrDefault(pair.get(0), false) ? pair.get(0) : pair.get(1));
      }
      out.add(atime);
      mount.options().stream().filter(o -> o.equals("nosymfollow")).forEach(out::add);
      if (wanted) {
        supers.forEach((name, value) -> out.add(name + "=" + value));
      }
      return String.join(",", out);
    }

    private String superNow() {
      StringBuilder out = new StringBuilder();
      supers.keySet().forEach(n -> out.append(' ').append(shown(n, now(n))));
      return out.toString();
    }

    private String superWanted() {
      StringBuilder out = new StringBuilder();
      supers.forEach((name, value) -> out.append(' ').append(shown(name, value)));
      return out.toString();
    }

    private String superBack() {
      StringBuilder out = new StringBuilder();
      supers.keySet().forEach(n -> out.append(',').append(n).append('=').append(now(n)));
      return out.toString();
    }

    /// The value in force; the default where the kernel shows none.
    private String now(String name) {
      if (mount.superOptions().contains(NO_BARRIER) && name.equals("barrier")) {
        return "0";
      }
      String value = MountTable.superValue(mount, name);
      return value.equals("-") || value.equals(name) ? EXT4.getOrDefault(name, "") : value;
    }

    /// A value as the guard reads it back: the kernel hides defaults, and 0 asks for the default of commit.
    private static String shown(String name, String value) {
      if (name.equals("barrier")) {
        return value.equals("0") ? NO_BARRIER : NO_BARRIER + "=-";
      }
      boolean hidden = value.equals(EXT4.get(name)) || value.equals("0");
      return name + "=" + (hidden ? "-" : value);
    }
  }
}
