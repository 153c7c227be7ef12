package initscope.layout.sched;

import initscope.layout.Durations;
import initscope.layout.Words;
import initscope.model.sched.ThreadLane;
import initscope.model.sched.WakeChain;
import initscope.model.sched.Waker;
import java.util.ArrayList;
import java.util.List;

/// A chain of wakeups in words, one line a link. Names of threads are host text, not yet safe for a screen.
public final class WakeWords {
  private WakeWords() {}

  /// The lines: who waited how long for what and who ended it; and why the chain ends.
  public static List<String> of(WakeChain chain, Words words) {
    List<String> lines = new ArrayList<>();
    for (WakeChain.Link link : chain.links()) {
      ThreadLane lane = link.lane();
      lines.add(
          words.say(
              "chain.waited",
              lane.comm() + " " + lane.tid(),
              Durations.of(lane.nanos(link.row())),
              words.say(lane.reason(link.row()).key()),
              link.waker().map(w -> waker(w, words)).orElse(words.say("waker.unseen"))));
    }
    lines.add(words.say(chain.ending().key()));
    return List.copyOf(lines);
  }

  /// Who ended a wait.
  public static String waker(Waker waker, Words words) {
    return words.say(waker.kind().key(), waker.comm() + " " + waker.tid());
  }
}
