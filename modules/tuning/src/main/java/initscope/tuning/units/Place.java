package initscope.tuning.units;

/// A line of a file of the host.
///
/// @param file absolute path
/// @param line from 1
public record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
