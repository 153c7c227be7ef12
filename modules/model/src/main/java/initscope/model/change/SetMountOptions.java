package initscope.model.change;

import java.util.List;

/// Changes options of a mounted file system; those not named stay as they are.
///
/// @param mountPoint absolute path
/// @param options each as mount(8) writes it, such as {@code noatime} or {@code commit=30}
public record SetMountOptions(String mountPoint, List<String> options) implements Change {
  /// Checks and copies.
  public SetMountOptions {
    options = List.copyOf(options);
    Changes.check(Changes.isPath(mountPoint), "a mount point is a plain absolute path");
    Changes.check(!options.isEmpty(), "no option is named");
    for (String option : options) {
      Changes.check(Changes.isWord(option, 64, "_-=.:"), "an option is letters, digits and =");
    }
  }

  static SetMountOptions of(String target, String wanted) {
    return new SetMountOptions(target, List.of(wanted.strip().split(",", -1)));
  }

  @Override
  public String kind() {
    return "mount";
  }

  @Override
  public String target() {
    return mountPoint;
  }

  @Override
  public String wanted() {
    return String.join(",", options);
  }
}
