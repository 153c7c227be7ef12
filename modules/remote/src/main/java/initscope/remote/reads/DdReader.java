package initscope.remote.reads;

import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Line;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Command;
import initscope.remote.ExecOutput;
import initscope.remote.OutputLimits;
import initscope.remote.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Reads with one {@code dd} for each segment, all in one command: slow, but every host has it. The bytes come on standard
/// output without a gap; standard error says how many belong to which read.
public final class DdReader implements RandomReads {
  private static final int PAGE = 4096;
  private static final int MAX_SEGMENTS_PER_COMMAND = 2000;
  private static final Duration MAX_TIME = Duration.ofMinutes(2);

  /// Arguments: file, then for each read offset, length, first page, pages. An old busybox knows no byte offsets: it reads
  /// whole pages, and says so first.
  private static final String SCRIPT =
      """
      f=$1
      shift
      exec 4>&1
      if dd if=/dev/null of=/dev/null bs=1 count=1 iflag=skip_bytes,count_bytes 2>/dev/null; then
      m=bytes
      else
      m=pages
      fi
      echo "mode $m" >&2
      while [ $# -gt 3 ]; do
      if [ $m = bytes ]; then
      s=$(dd if="$f" bs=65536 iflag=skip_bytes,count_bytes skip="$1" count="$2" 2>&1 >&4)
      else
      s=$(dd if="$f" bs=4096 skip="$3" count="$4" 2>&1 >&4)
      fi
      echo "read" $s >&2
      shift 4
      done
      """;

  private final Session session;
  private final boolean asRoot;

  /// Reads on this session, as root or as the login user.
  public DdReader(Session session, boolean asRoot) {
    this.session = session;
    this.asRoot = asRoot;
  }

  @Override
  public Reads read(String path, List<Range> ranges, Progress progress)
      throws Failure, CancelledException {
    long begin = System.nanoTime();
    List<Segment> segments = Segment.plan(ranges);
    for (int from = 0; from < segments.size(); from += MAX_SEGMENTS_PER_COMMAND) {
      int to = Math.min(segments.size(), from + MAX_SEGMENTS_PER_COMMAND);
      progress.report(from, segments.size(), "Reading memory");
      batch(path, segments.subList(from, to), progress);
    }
    List<Chunk> chunks = Segment.answers(ranges, segments);
    return new Reads(chunks, segments.size(), begin, System.nanoTime());
  }

  private void batch(String path, List<Segment> segments, Progress progress)
      throws Failure, CancelledException {
    var arguments = new ArrayList<String>(List.of(path));
    long bytes = 1 << 16;
    for (Segment s : segments) {
      long first = Long.divideUnsigned(s.offset(), PAGE);
      long pages = ((s.offset() & (PAGE - 1)) + s.length() + PAGE - 1) / PAGE;
      arguments.add(Long.toUnsignedString(s.offset()));
      arguments.add(Integer.toString(s.length()));
      arguments.add(Long.toUnsignedString(first));
      arguments.add(Long.toString(pages));
      bytes += pages * PAGE;
    }
    Command command = Command.script(SCRIPT, arguments);
    OutputLimits limits = OutputLimits.of(Math.max(bytes, 16L << 20), MAX_TIME);
    ExecOutput got =
        asRoot
            ? session.runAsRoot(command, limits, progress)
            : session.run(command, limits, progress);
    take(segments, got.out(), got.err());
  }

  /// Deals the bytes out by what dd said of each read.
  static void take(List<Segment> segments, Bytes out, Bytes err) {
    boolean pages = false;
    long at = 0;
    int index = 0;
    byte[] all = out.toArray();
    for (Line line : err.lines()) {
      String text = line.text();
      if (text.startsWith("mode ")) {
        pages = text.equals("mode pages");
      } else if (text.startsWith("read ") && index < segments.size()) {
        Segment segment = segments.get(index++);
        long count = Math.clamp(copied(text), 0, all.length - at);
        int before = pages ? (int) (segment.offset() & (PAGE - 1)) : 0;
        int useful = Math.clamp(count - before, 0, segment.length());
        segment.fill(0, all, (int) at + before, useful);
        if (useful < segment.length()) {
          segment.refuse(useful, reason(text));
        }
        at += count;
      }
    }
    for (Segment untold : segments.subList(index, segments.size())) {
      untold.refuse(0, "dd did not get there");
    }
  }

  /// The number before {@code bytes}, as GNU and busybox both print it; else from the counts of whole and cut records.
  private static long copied(String text) {
    int at = text.lastIndexOf(" bytes ");
    int from = at < 0 ? -1 : text.lastIndexOf(' ', at - 1) + 1;
    long value = 0;
    for (int i = from; i >= 0 && i < at; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i - from > 17) {
        return 0;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private static String reason(String text) {
    if (text.contains("ermission denied")) {
      return "permission denied";
    }
    if (text.contains("o such file")) {
      return "no such file";
    }
    return text.contains("nput/output error") ? "not readable" : "end of file";
  }

  @Override
  public String how() {
    return "dd";
  }

  @Override
  public void close() {
    // Nothing stays on the host between reads.
  }
}
