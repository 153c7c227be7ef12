package initscope.model.host;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers calls for a {@link SyscallTrace}. Not shared between threads; after {@link #build} it is of no more use.
public final class SyscallTraceBuilder {
  /// Where the arguments stand, what was printed of them later, and the result: an offset and a length each.
  static final int PLACES = 6;

  /// Names and errnos that are kept apart; a trace of garbage has more.
  private static final int MOST_WORDS = 100_000;

  private final Bytes source;
  private final List<String> names = new ArrayList<>();
  private final List<String> errnos = new ArrayList<>();
  private final Map<String, Integer> nameNumbers = new HashMap<>();
  private final Map<String, Integer> errnoNumbers = new HashMap<>();
  private final List<TraceNote> notes = new ArrayList<>();
  private SyscallTrace.Clock clock = SyscallTrace.Clock.NONE;
  private int size;
  private int[] pids = new int[16];
  private int[] nameOf = new int[16];
  private int[] errnoOf = new int[16];
  private long[] starts = new long[16];
  private long[] durations = new long[16];
  private long[] places = new long[16 * PLACES];
  private boolean[] unfinished = new boolean[16];

  /// A builder of calls whose texts stand in these bytes.
  public SyscallTraceBuilder(Bytes source) {
    this.source = source;
  }

  /// Adds a call that has begun.
  ///
  /// @param pid -1 where not told
  /// @param startNanos -1 where not told
  /// @param argsOffset where its arguments stand in the bytes
  /// @param argsLength 0 for none
  /// @return its row
  public int begin(int pid, long startNanos, String name, long argsOffset, long argsLength) {
    if (size == pids.length) {
      grow();
    }
    pids[size] = pid;
    starts[size] = startNanos;
    durations[size] = -1;
    nameOf[size] = number(name, names, nameNumbers);
    errnoOf[size] = -1;
    unfinished[size] = true;
    places[size * PLACES] = argsOffset;
    places[size * PLACES + 1] = argsLength;
    return size++;
  }

  private void grow() {
    int room = size * 2;
    pids = Arrays.copyOf(pids, room);
    nameOf = Arrays.copyOf(nameOf, room);
    errnoOf = Arrays.copyOf(errnoOf, room);
    starts = Arrays.copyOf(starts, room);
    durations = Arrays.copyOf(durations, room);
    places = Arrays.copyOf(places, Math.multiplyExact(room, PLACES));
    unfinished = Arrays.copyOf(unfinished, room);
  }

  private static int number(String word, List<String> words, Map<String, Integer> numbers) {
    Integer known = numbers.get(word);
    if (known != null) {
      return known;
    }
    String kept = words.size() < MOST_WORDS ? word : "?";
    return numbers.computeIfAbsent(
        kept,
        w -> {
          words.add(w);
          return words.size() - 1;
        });
  }

  /// Adds what was printed of the arguments when the call came back.
  public void more(int row, long offset, long length) {
    places[row * PLACES + 2] = offset;
    places[row * PLACES + 3] = length;
  }

  /// Ends a call.
  ///
  /// @param durationNanos -1 where not told
  /// @param errno empty where it did not fail
  public void end(int row, long durationNanos, String errno, long resultOffset, long resultLength) {
    durations[row] = durationNanos;
    errnoOf[row] = errno.isEmpty() ? -1 : number(errno, errnos, errnoNumbers);
    unfinished[row] = false;
    places[row * PLACES + 4] = resultOffset;
    places[row * PLACES + 5] = resultLength;
  }

  /// Adds a note.
  public void note(TraceNote note) {
    notes.add(note);
  }

  /// Says what times count from.
  public void clock(SyscallTrace.Clock counts) {
    clock = counts;
  }

  /// Says who a thread that was not named is.
  public void unnamed(int pid) {
    for (int i = 0; i < size; i++) {
      pids[i] = pids[i] < 0 ? pid : pids[i];
    }
    notes.replaceAll(n -> n.pid() < 0 ? new TraceNote(pid, n.atNanos(), n.kind(), n.text()) : n);
  }

  /// How many calls there are.
  public int size() {
    return size;
  }

  /// How many notes there are.
  public int noteCount() {
    return notes.size();
  }

  /// Name of a call.
  public String name(int row) {
    return names.get(nameOf[row]);
  }

  /// When a call began.
  public long startNanos(int row) {
    return starts[row];
  }

  /// All that was added.
  public SyscallTrace build() {
    return new SyscallTrace(this);
  }

  Bytes source() {
    return source;
  }

  SyscallTrace.Clock clock() {
    return clock;
  }

  List<String> names() {
    return names;
  }

  List<String> errnos() {
    return errnos;
  }

  List<TraceNote> notes() {
    return notes;
  }

  int[] pids() {
    return Arrays.copyOf(pids, size);
  }

  int[] nameOf() {
    return Arrays.copyOf(nameOf, size);
  }

  int[] errnoOf() {
    return Arrays.copyOf(errnoOf, size);
  }

  long[] starts() {
    return Arrays.copyOf(starts, size);
  }

  long[] durations() {
    return Arrays.copyOf(durations, size);
  }

  long[] places() {
    return Arrays.copyOf(places, size * PLACES);
  }

  boolean[] unfinished() {
    return Arrays.copyOf(unfinished, size);
  }
}
