package initscope.model.change;

/// Gives a file, or a folder with all in it, another SELinux type.
///
/// @param path absolute; a slash at its end is dropped
/// @param type of files, such as {@code bin_t}
public record SetLabel(String path, String type) implements Change {
  /// Checks both.
  public SetLabel {
    type = type.strip();
    path = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Changes.check(Changes.isPath(path) && path.length() > 1, "a path is plain and absolute");
    Changes.check(Changes.isWord(type, 128, "_."), "a type is letters, digits and _");
  }

  @Override
  public String kind() {
    return "label";
  }

  @Override
  public String target() {
    return path;
  }

  @Override
  public String wanted() {
    return type;
  }

  /// The regular expression of file_contexts(5) that stands for the path.
  ///
  /// @param folder whether all that lies in it is meant too
  public String pattern(boolean folder) {
    return path.replace(".", "\\.").replace("+", "\\+") + (folder ? "(/.*)?" : "");
  }
}
