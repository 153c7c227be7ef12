package initscope.evidence;

import initscope.model.Decoded;
import java.util.List;

/// Opens an unsealed capture: the folder that a capture in work, a crash or a cut link leaves. The last line of its index may be
/// half written, and the entry in flight may have no line at all.
public final class SpoolReader {
  private SpoolReader() {}

  /// Opens a spool given its files, named as in a sealed file.
  public static Decoded<Capture> open(Members folder) {
    return CaptureReader.open(folder, List.of());
  }
}
