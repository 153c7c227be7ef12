package initscope.verbs.truth;

import initscope.model.Frame;
import initscope.model.go.Goroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An X-ray beside the program's own dump, taken a moment later.
///
/// @param same goroutines of which state, functions, lines and creator are equal
/// @param moved goroutines whose state or inner frames differ, but which began with the same function, at the same go statement
/// @param onlyInDump goroutines the X-ray does not have and that were not begun after it
/// @param wrong goroutines whose first function or creator differ, or that stood still in both and differ in anything
record Comparison(int same, int moved, List<Long> onlyInDump, List<String> wrong) {
  private static final int WHOLE_FRAMES = 45; // of more, a dump leaves out the middle

  static Comparison of(List<Goroutine> seen, List<Goroutine> dumped) {
    Map<Long, Goroutine> byId =
        seen.stream().collect(Collectors.toMap(Goroutine::id, Function.identity()));
    long last = byId.keySet().stream().mapToLong(id -> id).max().orElse(0);
    int same = 0;
    int moved = 0;
    List<Long> missing = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (Goroutine truth : dumped) {
      Goroutine ours = byId.get(truth.id());
      if (truth.id() == 0 || truth.frames().isEmpty()) {
        continue; // g0, or one on a thread that does not tell its stack
      }
      if (ours == null) {
        if (truth.id() <= last) {
          missing.add(truth.id());
        }
      } else if (words(ours).equals(words(truth)) && stack(ours).equals(stack(truth))) {
        same++;
      } else if (creator(ours).equals(creator(truth)) && sameRoot(ours, truth)) {
        moved++;
      } else {
        wrong.add(
            truth.id()
                + ": "
                + words(ours)
                + stack(ours)
                + creator(ours)
                + " but "
                + words(truth)
                + stack(truth)
                + creator(truth));
      }
    }
    return new Comparison(same, moved, missing, wrong);
  }

  private static boolean sameRoot(Goroutine ours, Goroutine truth) {
    // one that runs, or moved while it was read, is never shown as sure
    boolean unsure = ours.torn() || ours.partial() || ours.status().equals("running");
    return unsure || root(ours).equals(root(truth));
  }

  private static String root(Goroutine g) {
    List<String> all =
        g.frames().stream().map(Frame::function).filter(f -> !f.equals("runtime.goexit")).toList();
    return all.isEmpty() ? "" : all.getLast();
  }

  private static String words(Goroutine g) {
    return g.waitReason().orElse(g.status());
  }

  /// Frames of the program, without those of the runtime, which a dump leaves out in part.
  private static List<String> stack(Goroutine g) {
    return g.frames().stream()
        .filter(f -> !f.function().startsWith("runtime."))
        .limit(WHOLE_FRAMES)
        .map(Comparison::text)
        .toList();
  }

  private static String creator(Goroutine g) {
    Optional<Frame> by = g.createdBy();
    return by.map(Comparison::text).orElse("");
  }

  private static String text(Frame f) {
    // a dump writes generic functions as name[...], in each release at other places
    String function = f.function().replaceAll("\\[[^\\]]*\\]+", "[...]");
    return function + " " + f.file().orElse("") + ":" + f.line().orElse(0);
  }
}
