package initscope.model.start;

/// A line of a file of the host.
///
/// @param file absolute path, or a file as the user named it
/// @param line from 1
public record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
