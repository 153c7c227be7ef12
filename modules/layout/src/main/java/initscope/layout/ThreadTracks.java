package initscope.layout;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.host.ThreadState;
import java.util.List;

/// Threads as rows: the state each was seen in, at the moment it was seen.
final class ThreadTracks {
  private ThreadTracks() {}

  static List<Track> of(Incident incident, Words words, long start, long observed) {
    return incident.threads().stream().map(t -> track(t, words, start, observed)).toList();
  }

  private static Track track(ThreadState thread, Words words, long start, long observed) {
    Selection selects = Selection.NONE.withThread(thread.tid());
    EvidenceRef place = thread.evidence().get("stat");
    if (place != null) {
      selects = selects.withEvidence(place);
    }
    String state = words.say("thread." + known(thread.state()));
    String detail = thread.wchan().map(w -> thread.state() + " · " + w).orElse(state);
    OpenSpans.Shown shown =
        new OpenSpans.Shown(
            tone(thread), detail, words.say(Certainty.MAYBE_ALREADY.key()), selects);
    return Track.of(
        Track.Group.THREADS,
        thread.tid() + " · " + thread.name(),
        state,
        selects,
        start < observed ? OpenSpans.of(start, observed, thread.sleptNanos(), shown) : List.of());
  }

  /// A busy thread is often caught asleep; its CPU time between two samples tells.
  static Tone tone(ThreadState thread) {
    if (thread.cpuNanos().isPresent()
        && thread.sampleGapNanos().isPresent()
        && thread.cpuNanos().getAsLong() * 2 > thread.sampleGapNanos().getAsLong()) {
      return Tone.BUSY;
    }
    return switch (thread.state()) {
      case 'R' -> Tone.BUSY;
      case 'S', 'I' -> Tone.WAIT;
      case 'D' -> Tone.DISK;
      case 'T', 't', 'Z', 'X' -> Tone.NATIVE;
      default -> Tone.UNKNOWN;
    };
  }

  private static char known(char state) {
    return "RSDTtZXI".indexOf(state) >= 0 ? state : '?';
  }
}
