package initscope.formats.perfetto;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.List;

/// What is drawn on a track, apart from where and when.
///
/// @param name on the slice
/// @param category by which the viewer filters, empty for none
/// @param flows arrows that begin here or pass through, by ids that are unique in the trace
/// @param endingFlows arrows that end here
/// @param stack where the program was, root first; empty where not known
public record TraceEvent(
    String name, String category, List<Long> flows, List<Long> endingFlows, List<Frame> stack) {
  /// Keeps immutable copies.
  public TraceEvent {
    flows = List.copyOf(flows);
    endingFlows = List.copyOf(endingFlows);
    stack = List.copyOf(stack);
  }

  /// An event without arrows and without a stack.
  public static TraceEvent of(String name, String category) {
    return new TraceEvent(name, category, List.of(), List.of(), List.of());
  }

  /// The same with an arrow that begins here or passes through.
  public TraceEvent withFlow(long id) {
    return new TraceEvent(name, category, with(flows, id), endingFlows, stack);
  }

  /// The same with an arrow that ends here; its id can be used again afterwards.
  public TraceEvent withEndingFlow(long id) {
    return new TraceEvent(name, category, flows, with(endingFlows, id), stack);
  }

  /// The same with a stack.
  public TraceEvent withStack(List<Frame> rootFirst) {
    return new TraceEvent(name, category, flows, endingFlows, rootFirst);
  }

  private static List<Long> with(List<Long> ids, long id) {
    List<Long> more = new ArrayList<>(ids);
    more.add(id);
    return more;
  }
}
