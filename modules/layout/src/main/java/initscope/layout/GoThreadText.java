package initscope.layout;

import initscope.model.go.GoProcessor;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoThread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What the Go scheduler does with each thread, in a few words: {@code M3 · P0 · goroutine 1}.
public final class GoThreadText {
  private final Map<Long, GoThread> byTid = new HashMap<>();
  private final OptionalLong quiet;
  private final Set<Long> inCalls = new HashSet<>();
  private final Words words;

  /// @param go the runtime, where its memory was read
  /// @param words the reader's language
  public GoThreadText(Optional<GoRuntime> go, Words words) {
    this.words = words;
    quiet = go.map(GoRuntime::quietNanos).orElse(OptionalLong.empty());
    go.map(GoRuntime::goroutines).orElse(List.of()).stream()
        .filter(g -> g.status().equals("syscall"))
        .forEach(g -> inCalls.add(g.id()));
    go.map(GoRuntime::threads)
        .orElse(List.of())
        .forEach(m -> m.tid().ifPresent(tid -> byTid.put(tid, m)));
  }

  /// Whether anything is known of any thread.
  public boolean isEmpty() {
    return byTid.isEmpty();
  }

  /// The words for a thread; empty for one that the runtime does not know, such as one that C code made.
  public String of(long tid) {
    GoThread m = byTid.get(tid);
    return m == null ? "" : of(m);
  }

  private String of(GoThread m) {
    List<String> parts = new ArrayList<>();
    parts.add("M" + m.id());
    m.processor().ifPresent(p -> parts.add("P" + p));
    if (m.goroutine().isPresent()) {
      parts.add("goroutine " + m.goroutine().getAsLong());
    } else if (m.lockedGoroutine().isPresent()) {
      parts.add(words.say("thread.locked", Long.toString(m.lockedGoroutine().getAsLong())));
    }
    if (m.inCgo()) {
      parts.add(words.say("thread.cgo"));
    }
    if (m.spinning()) {
      parts.add(words.say("thread.spinning"));
    } else if (m.blocked()) {
      parts.add(words.say("thread.blocked"));
    }
    // a thread was read after the processors: by then it may have one again
    boolean held = m.goroutine().stream().anyMatch(inCalls::contains) && m.processor().isEmpty();
    if (held && quiet.isPresent()) {
      parts.add(words.say("thread.since", Durations.of(quiet.getAsLong())));
    }
    return String.join(" · ", parts);
  }

  /// The processors in a line: {@code 4 P: 1 running, 3 idle; 12 goroutines queued}; empty where none was read.
  public static Optional<String> processors(GoRuntime go, Words words) {
    List<GoProcessor> all = go.processors();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Integer> states = new java.util.LinkedHashMap<>();
    all.forEach(p -> states.merge(p.status(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    states.forEach((state, count) -> parts.add(count + " " + state));
    long queued = all.stream().mapToLong(GoProcessor::queued).sum();
    String counts =
        words.say(
            "processors",
            Integer.toString(all.size()),
            String.join(", ", parts),
            Long.toString(queued));
    OptionalLong quiet = go.quietNanos();
    return Optional.of(
        quiet.isEmpty()
            ? counts
            : words.say("processors.quiet", counts, Durations.of(quiet.getAsLong())));
  }
}
