package initscope.tuning.plan;

import initscope.model.change.SysctlKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// All files that set kernel parameters at boot, and which of them wins.
///
/// systemd-sysctl applies files in the order of their names; of two with one name only that of the earlier folder counts.
/// {@code sysctl --system} of procps reads {@code /etc/sysctl.conf} after them all.
///
/// @param files in the order of folders: {@code /etc}, {@code /run}, {@code /usr/local/lib}, {@code /usr/lib}, {@code /lib}
public record ConfFiles(List<ConfFile> files) {
  /// Our own file.
  public static final String OWN = "/etc/sysctl.d/99-zz-initscope.conf";

  /// First line of our own file where we make it.
  public static final String HEAD =
      "# Written by InitScope when a change was confirmed. Remove a line to return to what other"
          + " files say.";

  static final String LAST_OF_PROCPS = "/etc/sysctl.conf";

  /// Copies the list.
  public ConfFiles {
    files = List.copyOf(files);
  }

  /// Lines that set a key and count, the winner last.
  public List<ConfFile.Setting> settings(SysctlKey key) {
    List<ConfFile.Setting> found = new ArrayList<>();
    for (ConfFile file : inOrder()) {
      found.addAll(file.settings(key));
    }
    return found;
  }

  /// A line that would win over our own file, at boot or at the next {@code sysctl --system}; of a pair also one that sets the other
  /// half.
  public Optional<ConfFile.Setting> stronger(SysctlKey key) {
    Optional<SysctlKey> other = SysctlPairs.other(key.path()).map(SysctlKey::new);
    return inOrder().stream()
        .flatMap(
            f ->
                Stream.concat(
                    f.settings(key).stream(), other.stream().flatMap(o -> f.settings(o).stream())))
        .filter(
            s ->
                s.file().realPath().equals(LAST_OF_PROCPS)
                    || s.file().name().compareTo("99-zz-initscope.conf") > 0)
        .reduce((first, second) -> second);
  }

  /// Our own file, where there is one.
  public Optional<ConfFile> own() {
    return files.stream().filter(f -> f.path().equals(OWN)).findFirst();
  }

  private List<ConfFile> inOrder() {
    TreeMap<String, ConfFile> byName = new TreeMap<>(Comparator.naturalOrder());
    List<ConfFile> last = new ArrayList<>();
    for (ConfFile file : files) {
      if (file.path().equals(LAST_OF_PROCPS)) {
        last.add(file);
      } else {
        byName.putIfAbsent(file.name(), file);
      }
    }
    List<ConfFile> all = new ArrayList<>(byName.values());
    last.stream()
        .filter(f -> all.stream().noneMatch(a -> a.realPath().equals(f.realPath())))
        .forEach(all::add);
    return all;
  }
}
