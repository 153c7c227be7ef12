package initscope.formats.perfdata;

import initscope.model.Problem.Effect;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.Optional;

/// Walks the records as they stand in the file: those of perf itself are told at once, those of the kernel in the order of time.
final class Records {
  static final int HEADER_BYTES = 8;
  private static final int SAMPLE = 9;
  static final int FIRST_OF_PERF = 64;
  private static final int ATTR = 64;
  private static final int EVENT_TYPE = 65;
  static final int TRACING_DATA = 66;
  private static final int BUILD_ID = 67;
  private static final int FINISHED_ROUND = 68;
  static final int AUX_TRACE = 71;
  private static final int EVENT_UPDATE = 78;
  static final int FEATURE = 80;

  /// Records packed with zstd, and the same with their length.
  static final int COMPRESSED = 81;

  static final int COMPRESSED2 = 83;
  private static final int NAME = 2;
  private static final long REPORT_BYTES = 8 << 20;

  private final PerfFile file;
  private final Words in;
  private final Recording recording;
  private final Attrs attrs;
  private final Deliver deliver;
  private final TimeQueue queue;
  private boolean refused;

  Records(PerfFile file, Recording recording) {
    this.file = file;
    this.in = file.in();
    this.recording = recording;
    this.attrs = recording.attrs();
    this.deliver = new Deliver(in, recording);
    this.queue = new TimeQueue(deliver::tell);
  }

  void walk(Progress progress) throws CancelledException {
    long told = file.from();
    progress.report(told, in.size(), "reading stacks");
    long at = file.from();
    while (at < file.to() && !refused) {
      long next = record(at);
      if (next < 0) {
        break;
      }
      at = next;
      if (at - told >= REPORT_BYTES) {
        told = at;
        progress.report(told, in.size(), "reading stacks");
      }
    }
    queue.end();
    deliver.end(Math.min(at, in.size()));
  }

  /// Takes a record.
  ///
  /// @return where the next one begins; -1 where this is none
  private long record(long at) {
    if (file.to() - at < HEADER_BYTES) {
      return lost(at);
    }
    int length = in.u16(at + 6);
    if (length < HEADER_BYTES || length > file.to() - at) {
      return lost(at);
    }
    long end = at + length;
    long type = in.u32(at);
    if (type >= FIRST_OF_PERF) {
      return ofPerf((int) Math.min(type, Integer.MAX_VALUE), at, end);
    }
    if (attrs.mixed() || attrs.size() == 0) {
      refused = true;
      recording.problem("perfdata.events", Effect.LOST_FROM_HERE, at, Recording.COMMAND);
      return end;
    }
    long time = time(type, at, end);
    if (time == 0 || time == -1) {
      deliver.tell(at);
    } else {
      queue.add(time, at);
    }
    return end;
  }

  private long lost(long at) {
    String id = at == in.size() || file.to() == in.size() ? "perfdata.cut" : "perfdata.record";
    recording.problem(id, Effect.LOST_FROM_HERE, at);
    return -1;
  }

  /// When it happened; 0 or -1 where that is not told.
  private long time(long type, long at, long end) {
    if (type == SAMPLE) {
      int attr = attrs.ofSample(in, at, end);
      int word = attr < 0 ? -1 : attrs.get(attr).timeWord();
      long place = at + HEADER_BYTES + 8L * word;
      return word < 0 || place + 8 > end ? 0 : in.u64(place);
    }
    Optional<Attr> attr = attrs.ofOther(in, at, end).filter(Attr::sampleIdAll);
    int word = attr.map(Attr::timeWordFromEnd).orElse(-1);
    long place = end - 8L * word;
    return word < 0 || place < at + HEADER_BYTES ? 0 : in.u64(place);
  }

  private long ofPerf(int type, long at, long end) {
    switch (type) {
      case ATTR -> attr(at, end);
      case EVENT_TYPE -> eventType(at, end);
      case TRACING_DATA -> {
        return tracingData(at, end);
      }
      case BUILD_ID -> recording.features().buildId(at, end);
      case FINISHED_ROUND -> queue.round();
      case AUX_TRACE -> {
        return auxTrace(at, end);
      }
      case EVENT_UPDATE -> {
        if (end - at > 24 && in.u64(at + 8) == NAME) {
          attrs.name(in.u64(at + 16), in.text(at + 24, end));
        }
      }
      case FEATURE -> {
        if (end - at > 16 && !recording.features().read(in.u64(at + 8), at + 16, end)) {
          recording.problem("perfdata.feature", Effect.SKIPPED, at);
        }
      }
      case COMPRESSED, COMPRESSED2 ->
          recording.problem("perfdata.compressed", Effect.SKIPPED, at, Recording.COMMAND);
      default -> {}
    }
    return end;
  }

  private void attr(long at, long end) {
    long length = end - at < 16 ? 0 : in.u32(at + 12);
    if (length < Attr.MIN_BYTES || length > end - at - HEADER_BYTES) {
      recording.problem("perfdata.events", Effect.SKIPPED, at);
      return;
    }
    int attr = attrs.add(Attr.read(in, at + HEADER_BYTES, length));
    for (long id = at + HEADER_BYTES + length; attr >= 0 && id + 8 <= end; id += 8) {
      attrs.id(in.u64(id), attr);
    }
  }

  /// Only perf before 3.13 wrote it.
  private void eventType(long at, long end) {
    if (end - at < 24) {
      return;
    }
    attrs.tracepoint(in.u64(at + 8), in.text(at + 16, end));
  }

  /// The formats themselves follow the record.
  private long tracingData(long at, long end) {
    long size = end - at < 12 ? 0 : in.u32(at + 8);
    long to = end + size;
    if (to > file.to()) {
      return lost(at);
    }
    if (!recording.tracing().read(in, end, to)) {
      recording.problem("perfdata.feature", Effect.SKIPPED, at);
    }
    return to;
  }

  /// What the hardware traced follows the record; there is no reading it without the programs.
  private long auxTrace(long at, long end) {
    long size = end - at < 16 ? -1 : in.u64(at + 8);
    recording.problem("perfdata.aux", Effect.SKIPPED, at, Recording.COMMAND);
    return size < 0 || size > file.to() - end ? lost(at) : end + size;
  }
}
