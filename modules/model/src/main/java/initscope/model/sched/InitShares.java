package initscope.model.sched;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.StackTable;
import initscope.model.sched.PerfFacts.PackageShare;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Time by package init. The thread on which inits run is locked to the main goroutine; where that is parked, the thread's own stack is the
/// scheduler's and shows no init: what the goroutine was seen in before and after speaks then.
final class InitShares {
  private static final int NO_INIT = -1;

  private final PerfData data;
  private final PerfSamples samples;
  private final StackMarks marks;
  private final long from;
  private final long to;
  private final Map<String, Sum> sums = new LinkedHashMap<>();
  private final Map<Integer, Sum> byFrame = new HashMap<>();
  private long[] times = new long[64];
  private int[] rows = new int[64];
  private int size;

  private static final class Sum {
    private final String function;
    private final Map<WaitReason, Long> reasons = new EnumMap<>(WaitReason.class);
    private long samples;
    private int sample;
    private long waited;
    private long sure;
    private long parked;
    private long longest;
    private int shownBy = ThreadLane.NONE;

    Sum(String function, int sample) {
      this.function = function;
      this.sample = sample;
    }
  }

  InitShares(PerfData data, StackMarks marks, ProcessRows own, int pid, long from, long to) {
    this.data = data;
    samples = data.samples();
    this.marks = marks;
    this.from = from;
    this.to = to;
    for (int i = 0; i < own.size(); i++) {
      int row = own.row(i);
      long at = samples.timeNanos(row);
      boolean first = data.threads().get(samples.thread(row)).tid() == pid;
      if (first && at >= from && marks.isMainGoroutine(samples.stack(row))) {
        observe(at, row);
      }
    }
  }

  private void observe(long at, int row) {
    if (size == rows.length) {
      times = Arrays.copyOf(times, size * 2);
      rows = Arrays.copyOf(rows, size * 2);
    }
    times[size] = size == 0 ? at : Math.max(at, times[size - 1]);
    rows[size] = row;
    size++;
    if (at <= to && marks.initFrame(samples.stack(row)) >= 0) {
      sum(row);
    }
  }

  private Sum sum(int row) {
    int stack = samples.stack(row);
    return byFrame.computeIfAbsent(
        marks.initFrame(stack),
        f ->
            sums.computeIfAbsent(
                marks.initPackage(stack).orElse(""),
                p -> new Sum(marks.initFunction(stack).orElse(""), row)));
  }

  /// A sample on a CPU under an init.
  void ran(int row) {
    Sum sum = sum(row);
    if (sum.samples++ == 0) {
      sum.sample = row;
    }
  }

  /// Gives every wait of the thread to an init, where one is known.
  void waits(ThreadLane main) {
    for (int row = 0; row < main.size(); row++) {
      long nanos = Math.min(to, main.endNanos(row)) - Math.max(from, main.startNanos(row));
      if (main.state(row).waits() && nanos > 0) {
        wait(main, row, nanos);
      }
    }
  }

  private void wait(ThreadLane main, int row, long nanos) {
    int left = main.leftAt(row);
    int stack = left < 0 ? 0 : samples.stack(left);
    if (marks.initFrame(stack) >= 0) {
      add(left, nanos, true, marks.isParked(stack), main.reason(row));
    } else if (!marks.isMainGoroutine(stack)) {
      int before = lastBefore(main.startNanos(row));
      if (before >= 0 && init(rows[before]) != NO_INIT) {
        String owner = marks.initPackage(samples.stack(rows[before])).orElse("");
        boolean same =
            before + 1 < size
                && owner.equals(marks.initPackage(samples.stack(rows[before + 1])).orElse(" "));
        boolean parked = marks.isGo(stack) || stack == 0;
        add(rows[before], nanos, same, parked, main.reason(row));
      }
    }
  }

  private int init(int row) {
    return marks.initFrame(samples.stack(row));
  }

  private void add(int shownBy, long nanos, boolean sure, boolean parked, WaitReason reason) {
    Sum sum = sum(shownBy);
    sum.waited += nanos;
    sum.sure += sure ? nanos : 0;
    sum.parked += parked ? nanos : 0;
    sum.reasons.merge(reason, nanos, Long::sum);
    if (nanos > sum.longest) {
      sum.longest = nanos;
      sum.shownBy = shownBy;
    }
  }

  /// The last observation that was made by a moment, -1 for none.
  private int lastBefore(long nanos) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] <= nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  List<PackageShare> packages() {
    return sums.entrySet().stream()
        .filter(e -> e.getValue().samples > 0 || e.getValue().waited > 0)
        .map(e -> share(e.getKey(), e.getValue()))
        .sorted(
            Comparator.comparingLong(PackageShare::waitNanos)
                .thenComparingLong(PackageShare::samples)
                .reversed())
        .toList();
  }

  private PackageShare share(String packagePath, Sum sum) {
    WaitReason reason =
        sum.reasons.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(WaitReason.NOT_KNOWN);
    return new PackageShare(
        packagePath,
        sum.function,
        sum.samples,
        sum.sample,
        sum.waited,
        sum.sure,
        sum.parked,
        reason,
        sum.longest,
        sum.shownBy,
        sum.shownBy < 0 ? Optional.empty() : callee(samples.stack(sum.shownBy), packagePath));
  }

  /// The function that the package's innermost code has called.
  private Optional<String> callee(int stack, String packagePath) {
    StackTable table = data.stacks();
    Optional<String> called = Optional.empty();
    for (int at = stack; at > 0; at = table.parent(at)) {
      Frame frame = table.frames().get(table.frameOf(at));
      Optional<String> owner = GoSymbol.packageOf(frame.function());
      if (owner.filter(packagePath::equals).isPresent()) {
        return called;
      }
      called = owner.isPresent() ? Optional.of(frame.function()) : called;
    }
    return Optional.empty();
  }
}
