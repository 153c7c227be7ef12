package initscope.diagnosis.binary;

import initscope.model.Frame;
import initscope.model.binary.InitReach;
import initscope.model.binary.ReachedCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Work of one kind that an init function may do. Possible, never more: that a call can be reached does not say that it is executed.
///
/// @param work what
/// @param packagePath package whose init it is
/// @param initFunction the init function
/// @param callees functions that do it, each once
/// @param sites how many places call them in what the init function leads to
/// @param chain the shortest way to one of them, without it
public record SlowInit(
    SlowWork work,
    String packagePath,
    String initFunction,
    List<String> callees,
    int sites,
    List<Frame> chain) {
  /// Keeps immutable copies.
  public SlowInit {
    callees = List.copyOf(callees);
    chain = List.copyOf(chain);
  }

  /// What two builds are compared by.
  public String key() {
    return work.word() + " " + initFunction;
  }

  /// All that was found, in the order of the inits.
  public static List<SlowInit> of(InitReach reach) {
    Map<String, List<ReachedCall>> groups = new LinkedHashMap<>();
    for (ReachedCall call : reach.calls()) {
      SlowWork.of(call.callee())
          .ifPresent(
              work ->
                  groups
                      .computeIfAbsent(
                          work.word() + " " + call.initFunction(), k -> new ArrayList<>())
                      .add(call));
    }
    return groups.values().stream().map(SlowInit::of).toList();
  }

  private static SlowInit of(List<ReachedCall> calls) {
    ReachedCall nearest =
        calls.stream()
            .min(Comparator.comparingInt(call -> call.chain().size()))
            .orElse(calls.getFirst());
    List<String> callees = new ArrayList<>(List.of(nearest.callee()));
    calls.stream().map(ReachedCall::callee).filter(c -> !callees.contains(c)).forEach(callees::add);
    return new SlowInit(
        SlowWork.of(nearest.callee()).orElseThrow(),
        nearest.packagePath(),
        nearest.initFunction(),
        callees,
        calls.stream().mapToInt(ReachedCall::sites).sum(),
        nearest.chain());
  }
}
