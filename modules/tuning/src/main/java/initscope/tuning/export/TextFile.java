package initscope.tuning.export;

/// A file to be written.
///
/// @param name relative, with slashes; plain words only, never a host's text as it came
/// @param text whole
/// @param program whether it may be run
public record TextFile(String name, String text, boolean program) {
  static TextFile plain(String name, String text) {
    return new TextFile(name, text, false);
  }
}
