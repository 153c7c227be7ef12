package initscope.formats.perfdata;

/// One event of a recording: what was counted, and what its samples hold. Source of the layout: Linux, include/uapi/linux/perf_event.h,
/// {@code struct perf_event_attr}.
///
/// @param type of event: {@link #HARDWARE}, {@link #SOFTWARE}, {@link #TRACEPOINT}, others
/// @param config which of them
/// @param period between samples; of no meaning where a frequency was asked for
/// @param sampleType which fields a sample has, bits {@code PERF_SAMPLE_}
/// @param readFormat of counters within a sample
/// @param flags bits in the order of the structure
/// @param branchType which branches, bits
/// @param regsUser which registers, bits
/// @param clock number of the clock; meant only with {@link #useClock}
record Attr(
    long type,
    long config,
    long period,
    long sampleType,
    long readFormat,
    long flags,
    long branchType,
    long regsUser,
    int clock) {
  static final int HARDWARE = 0;
  static final int SOFTWARE = 1;
  static final int TRACEPOINT = 2;
  static final int RAW = 4;

  static final int IP = 1;
  static final int TID = 1 << 1;
  static final int TIME = 1 << 2;
  static final int ADDR = 1 << 3;
  static final int READ = 1 << 4;
  static final int CALLCHAIN = 1 << 5;
  static final int ID = 1 << 6;
  static final int CPU = 1 << 7;
  static final int PERIOD = 1 << 8;
  static final int STREAM_ID = 1 << 9;
  static final int RAW_DATA = 1 << 10;
  static final int BRANCH_STACK = 1 << 11;
  static final int REGS_USER = 1 << 12;
  static final int STACK_USER = 1 << 13;
  static final int IDENTIFIER = 1 << 16;

  /// Length of the first published structure: less is none.
  static final int MIN_BYTES = 64;

  private static final int FREQUENCY = 10;
  private static final int SAMPLE_ID_ALL = 18;
  private static final int USE_CLOCK = 25;

  /// Reads one.
  ///
  /// @param length how many bytes it has, at least {@link #MIN_BYTES}
  static Attr read(Words in, long at, long length) {
    long flags = in.u64(at + 40);
    return new Attr(
        in.u32(at),
        in.u64(at + 8),
        in.u64(at + 16),
        in.u64(at + 24),
        in.u64(at + 32),
        in.big() ? Long.reverse(flags) : flags,
        length >= 80 ? in.u64(at + 72) : 0,
        length >= 88 ? in.u64(at + 80) : 0,
        length >= 96 ? in.i32(at + 92) : 0);
  }

  boolean has(int field) {
    return (sampleType & field) != 0;
  }

  /// Whether records other than samples end with whose they are and when.
  boolean sampleIdAll() {
    return flag(SAMPLE_ID_ALL);
  }

  boolean useClock() {
    return flag(USE_CLOCK);
  }

  /// What a sample stands for where it does not say so itself.
  long defaultPeriod() {
    return flag(FREQUENCY) ? 1 : period;
  }

  boolean flag(int bit) {
    return (flags >>> bit & 1) != 0;
  }

  /// Where in a sample, counted in words of eight bytes, its id stands; -1 for nowhere.
  int idWord() {
    if (has(IDENTIFIER)) {
      return 0;
    }
    return has(ID) ? count(IP | TID | TIME | ADDR) : -1;
  }

  /// The same from the end of another record, at least 1.
  int idWordFromEnd() {
    if (has(IDENTIFIER)) {
      return 1;
    }
    return has(ID) ? count(ID | STREAM_ID | CPU) : -1;
  }

  int timeWord() {
    return has(TIME) ? count(IDENTIFIER | IP | TID) : -1;
  }

  int timeWordFromEnd() {
    return has(TIME) ? count(TIME | ID | STREAM_ID | CPU | IDENTIFIER) : -1;
  }

  /// Length of what other records end with.
  int trailerBytes() {
    return sampleIdAll() ? 8 * count(TID | TIME | ID | STREAM_ID | CPU | IDENTIFIER) : 0;
  }

  private int count(int fields) {
    return Long.bitCount(sampleType & fields);
  }
}
