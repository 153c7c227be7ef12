package initscope.evidence;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.util.ArrayList;
import java.util.List;

/// Opens an unsealed capture: the folder that a capture in work, a crash or a cut link leaves. The last line of its index may be
/// half written, and the entry in flight may have no line at all. A line counts only with the bytes it tells of: after a power cut
/// one may be on the disk without the other.
public final class SpoolReader {
  private SpoolReader() {}

  /// Opens a spool given its files, named as in a sealed file.
  public static Decoded<Capture> open(Members folder) {
    Decoded<Capture> read = CaptureReader.open(folder, List.of());
    Capture capture = read.value();
    Problems problems = new Problems();
    read.problems().forEach(p -> problems.add(p.id(), p.effect(), p.offset(), p.quote()));
    List<EntryInfo> kept = new ArrayList<>();
    for (EntryInfo info : capture.index()) {
      if (isWhole(capture, info)) {
        kept.add(info);
        continue;
      }
      String file = Capture.RAW + info.name();
      if (!info.sha256().isEmpty()) {
        problems.add("isz.entry.unfinished", Effect.NOTE, 0, file);
      }
      if (folder.sizeBytes(file) > 0) {
        kept.add(info.cutAt(folder.sizeBytes(file)));
      }
    }
    return new Decoded<>(new Capture(capture.facts(), kept, folder), problems.toList());
  }

  private static boolean isWhole(Capture capture, EntryInfo info) {
    return capture.entry(info.name()).map(entry -> isWhole(entry.bytes(), info)).orElse(false);
  }

  private static boolean isWhole(Bytes bytes, EntryInfo info) {
    return bytes.size() == info.sizeBytes() && Sha256.of(bytes).equals(info.sha256());
  }
}
