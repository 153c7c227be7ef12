package initscope.model.change;

import java.util.List;

/// Adds folders to those that the dynamic linker's cache covers.
///
/// @param name of the file below {@code /etc/ld.so.conf.d}, without {@code .conf}
/// @param folders absolute, in order
public record SetLibraryPath(String name, List<String> folders) implements Change {
  /// Checks and copies.
  public SetLibraryPath {
    folders = List.copyOf(folders);
    Changes.check(
        Changes.isWord(name, 60, "_-.") && !name.startsWith("."), "a file's name is plain");
    Changes.check(!folders.isEmpty(), "no folder is named");
    for (String folder : folders) {
      Changes.check(Changes.isPath(folder), "a folder is a plain absolute path");
    }
  }

  static SetLibraryPath of(String target, String wanted) {
    return new SetLibraryPath(target, List.of(wanted.strip().split(":", -1)));
  }

  /// The file.
  public String file() {
    return "/etc/ld.so.conf.d/" + name + ".conf";
  }

  @Override
  public String kind() {
    return "ldconf";
  }

  @Override
  public String target() {
    return name;
  }

  @Override
  public String wanted() {
    return String.join(":", folders);
  }
}
