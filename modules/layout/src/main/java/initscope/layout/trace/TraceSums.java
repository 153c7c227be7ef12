package initscope.layout.trace;

import java.util.Arrays;
import java.util.List;

/// How long rows were in each kind of state within an interval.
///
/// @param sort of the rows
/// @param rows how many
/// @param nanos by kind
/// @param states how many began in the interval
/// @param exact whether every state was visited; else the ends of the interval are estimates
public record TraceSums(
    TraceRow.Sort sort, int rows, List<Long> nanos, long states, boolean exact) {
  /// Keeps an immutable copy.
  public TraceSums {
    nanos = List.copyOf(nanos);
  }

  private static final long VISITED = 2_000_000;

  /// Adds the rows of one sort up. States beyond two million are not visited.
  public static TraceSums of(
      TraceBook book, TraceRow.Sort sort, List<TraceRow> rows, long from, long to) {
    List<RowSource> sources = rows.stream().filter(r -> r.sort() == sort).map(book::make).toList();
    long expected = sources.stream().mapToLong(s -> s.count(from, to)).sum();
    boolean exact = expected <= VISITED;
    long[] nanos = new long[4];
    long[] states = new long[1];
    for (RowSource source : sources) {
      if (exact) {
        source.visit(
            from,
            to,
            (a, b, kind, number, reason, generation) -> {
              if (kind >= TraceState.NOT_KNOWN) {
                return;
              }
              nanos[kind] += Math.max(0, Math.min(b, to) - Math.max(a, from));
              states[0] += a >= from ? 1 : 0;
            });
      } else {
        long[] sums = new long[8];
        long[] counts = new long[2];
        source.sums(new long[] {from, to}, sums, counts);
        for (int kind = 0; kind < 4; kind++) {
          nanos[kind] += sums[4 + kind] - sums[kind];
        }
        states[0] += counts[1] - counts[0];
      }
    }
    return new TraceSums(
        sort, sources.size(), Arrays.stream(nanos).boxed().toList(), states[0], exact);
  }
}
