package initscope.gotrace.v1;

import initscope.gotrace.generation.Reasons;
import initscope.gotrace.generation.Strings;
import java.util.List;

/// What the v1 format says by the type of an event or by a number, in the words that Go uses since the format in generations. Source:
/// golang/go `src/internal/trace/tracev1.go`.
final class V1Words {
  private static final int STOPS_BY_NAME = 21;

  private static final List<String> STOPS =
      List.of(
          "",
          "GC mark termination",
          "GC sweep termination",
          "write heap dump",
          "goroutine profile",
          "goroutine profile cleanup",
          "all goroutine stack trace",
          "read mem stats",
          "AllThreadsSyscall",
          "GOMAXPROCS",
          "start trace",
          "stop trace",
          "CountPagesInUse (test)",
          "ReadMetricsSlow (test)",
          "ReadMemStatsSlow (test)",
          "PageCachePagesLeaked (test)",
          "ResetDebugLog (test)");

  private final int version;
  private final Strings strings;
  private final int[] reasons = new int[V1Type.COUNT];
  private final boolean[] blocks = new boolean[V1Type.COUNT];
  private final long[] stops = new long[STOPS.size()];
  private long lastPlace = -1;
  private long lastMessage;

  V1Words(int version, Reasons reasons, Strings strings) {
    this.version = version;
    this.strings = strings;
    blocks(reasons, V1Type.GO_STOP, "forever");
    blocks(reasons, V1Type.GO_SLEEP, "sleep");
    blocks(reasons, V1Type.GO_BLOCK, "");
    blocks(reasons, V1Type.GO_BLOCK_SEND, "chan send");
    blocks(reasons, V1Type.GO_BLOCK_RECV, "chan receive");
    blocks(reasons, V1Type.GO_BLOCK_SELECT, "select");
    blocks(reasons, V1Type.GO_BLOCK_SYNC, "sync");
    blocks(reasons, V1Type.GO_BLOCK_COND, "sync.(*Cond).Wait");
    blocks(reasons, V1Type.GO_BLOCK_NET, "network");
    blocks(reasons, V1Type.GO_BLOCK_GC, "GC mark assist wait for work");
    this.reasons[V1Type.GO_SCHED] = reasons.of("runtime.Gosched");
    this.reasons[V1Type.GO_PREEMPT] = reasons.of("preempted");
  }

  private void blocks(Reasons all, int type, String text) {
    blocks[type] = true;
    reasons[type] = all.of(text);
  }

  /// Whether a goroutine blocks by an event of a type.
  boolean blocks(int type) {
    return blocks[type];
  }

  /// Why.
  int reason(int type) {
    return reasons[type];
  }

  /// The string that says what the world is stopped for.
  long stop(long kind) {
    long row = version == STOPS_BY_NAME ? kind : kind == 0 || kind == 1 ? kind + 1 : 0;
    int at = row >= 0 && row < STOPS.size() ? (int) row : 0;
    if (stops[at] == 0 && at > 0) {
      stops[at] = strings.literal(STOPS.get(at));
    }
    return stops[at];
  }

  /// The string of a log's message.
  long message(V1Tables tables, long place) {
    if (place != lastPlace) {
      lastPlace = place;
      lastMessage = strings.literal(tables.message(place));
    }
    return lastMessage;
  }
}
