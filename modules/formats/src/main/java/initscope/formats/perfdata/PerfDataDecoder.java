package initscope.formats.perfdata;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.perf.PerfData;
import java.util.List;

/// What `perf record` writes, in a file or into a pipe, on a machine of either byte order. Frames have no names but those the kernel told
/// of code it made: they are {@code [unknown]}, with the module and the address that {@code perf script} of 5.17 and later prints, which is
/// the offset in a program's file. Stacks that perf would unwind with DWARF are told as far as the kernel did, and the innermost frame of
/// the program. What needs perf itself is a problem that quotes the command for it.
///
/// The input is not copied, but for what perf packed with zstd, of which the first {@link #MOST_UNPACKED} bytes are read. Source of the format: Linux, tools/perf/Documentation/perf.data-file-format.txt,
/// include/uapi/linux/perf_event.h.
public final class PerfDataDecoder implements Decoder<PerfData> {
  /// Name of the format.
  public static final String NAME = "perf-data";

  /// Most bytes of records that a packed recording is unpacked to.
  public static final int MOST_UNPACKED = 128 << 20;

  /// A decoder.
  public PerfDataDecoder() {}

  @Override
  public Format format() {
    return new Format(NAME, "perf.data");
  }

  @Override
  public boolean recognises(Bytes head) {
    return PerfFile.recognises(head);
  }

  @Override
  public Decoded<PerfData> decode(Bytes in) {
    try {
      return decode(in, Progress.NONE);
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }

  /// Reads all that can be read, and tells how far it is.
  ///
  /// @throws CancelledException when the user cancelled
  public Decoded<PerfData> decode(Bytes in, Progress progress) throws CancelledException {
    if (!PerfFile.recognises(in)) {
      boolean first = in.startsWith(PerfFile.FIRST);
      String id = first ? "perfdata.too-old" : "perfdata.magic";
      String quote = first ? Recording.COMMAND : in.first(8).utf8();
      return new Decoded<>(
          PerfData.EMPTY, List.of(new Problem(id, Effect.LOST_FROM_HERE, 0, quote)));
    }
    Words words = new Words(in, in.startsWith(PerfFile.BIG));
    Recording recording = new Recording(words);
    PerfFile file = Unpacked.of(PerfFile.read(words, recording), recording);
    new Records(file, recording).walk(progress);
    return new Decoded<>(recording.data().build(), recording.problems());
  }
}
