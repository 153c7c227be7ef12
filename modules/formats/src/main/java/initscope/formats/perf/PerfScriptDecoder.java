package initscope.formats.perf;

import initscope.formats.text.Heads;
import initscope.formats.wire.Gunzip;
import initscope.formats.wire.Unzstd;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.perf.PerfData;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What `perf script` prints, perf 3.10 to the newest, with any selection of fields, several events, payloads of tracepoints, frames that
/// were inlined; packed by gzip, by zstd, or not. One pass; memory follows distinct stacks and the number of samples, not the size of the text. Source
/// of the format: Linux, tools/perf/builtin-script.c.
public final class PerfScriptDecoder implements Decoder<PerfData> {
  /// Name of the format.
  public static final String NAME = "perf-script";

  private static final int GUESS_LINES = 400;

  /// A decoder.
  public PerfScriptDecoder() {}

  @Override
  public Format format() {
    return new Format(NAME, "perf script");
  }

  @Override
  public boolean recognises(Bytes head) {
    boolean packed = Gunzip.recognises(head) || Unzstd.recognises(head);
    if (!packed) {
      return isText(head);
    }
    byte[] text = new byte[16 << 10];
    try (TextSource source = TextSource.of(head)) {
      int length = 0;
      for (int got = 0; got >= 0 && length < text.length; length += Math.max(0, got)) {
        got = source.read(text, length, text.length - length);
      }
      if (length == 0 && source.problem().filter(ZstdSource::isWindow).isPresent()) {
        return true; // no other format is read packed so: why it cannot be read is better than not
        // known
      }
      return isText(Bytes.of(text).first(length));
    }
  }

  /// Whether a sample with an event comes before anything else but comments, and tells its time or has a stack.
  private static boolean isText(Bytes head) {
    HeaderLine line = new HeaderLine();
    boolean sample = false;
    for (String one : Heads.lines(head, GUESS_LINES)) {
      byte[] text = one.getBytes(StandardCharsets.UTF_8);
      if (sample) {
        int begin = Scan.skipBlanks(text, 0, text.length);
        return begin > 0 && FrameLine.begins(text, begin, text.length) && one.endsWith(")");
      }
      if (!one.startsWith("#") && !one.isBlank()) {
        sample = line.scan(text, 0, text.length) && line.eventTo > line.eventFrom;
        if (sample && line.record) {
          sample = false; // records of what was mapped come before the first sample
        } else if (!sample || line.timeNanos >= 0) {
          return sample;
        }
      }
    }
    return false;
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
    return decode(in, module -> false, progress);
  }

  /// The same, with the addresses of frames that perf did name, for programs of whose symbols it had only a few: it takes the nearest.
  ///
  /// @param addressed modules whose frames keep their addresses
  /// @throws CancelledException when the user cancelled
  public Decoded<PerfData> decode(Bytes in, Predicate<String> addressed, Progress progress)
      throws CancelledException {
    Problems problems = new Problems();
    ColumnsSink sink = new ColumnsSink(addressed);
    walk(in, sink, problems, progress);
    if (sink.data().refused() > 0) {
      String more = sink.data().refused() + " samples more than are kept";
      problems.add("perf.samples.too-many", Effect.SKIPPED, in.size(), more);
    }
    if (sink.data().stacksFull() || sink.cutStacks()) {
      problems.add(
          "perf.stacks.cut", Effect.NOTE, in.size(), "more frames or stacks than are kept");
    }
    return new Decoded<>(sink.build(), problems.toList());
  }

  /// One item a sample, in order; nothing is kept.
  ///
  /// @throws CancelledException when the user cancelled
  public void items(Bytes in, Consumer<Map<String, Object>> out, Progress progress)
      throws CancelledException {
    walk(in, new ItemsSink(out), new Problems(), progress);
  }

  private static void walk(Bytes in, SampleSink sink, Problems problems, Progress progress)
      throws CancelledException {
    try (TextSource source = TextSource.of(in)) {
      new PerfScriptReader(source, in.size(), sink, problems).run(progress);
    }
  }
}
