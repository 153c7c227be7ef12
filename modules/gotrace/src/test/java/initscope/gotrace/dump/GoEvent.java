package initscope.gotrace.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One event as Go understands it.
///
/// @param kind of event
/// @param thread on which it was, -1 for none
/// @param proc its P, -1 for none
/// @param goroutine its goroutine, -1 for none
/// @param time nanoseconds; moved behind the event before it where its own time is not later
/// @param before time of the event before it
/// @param line what is printed of it but stacks
/// @param stack of what changes its state, if any: a line for each frame
record GoEvent(
    String kind,
    long thread,
    long proc,
    long goroutine,
    long time,
    long before,
    String line,
    List<String> stack) {

  /// Takes lines and gives events.
  static final class Reader {
    private final List<GoEvent> events = new ArrayList<>();
    private boolean ownStack;
    private String function = "";

    void accept(String line) {
      if (line.startsWith("M=")) {
        String[] words = line.split(" ", 6);
        long before = events.isEmpty() ? Long.MIN_VALUE : events.getLast().time;
        events.add(
            new GoEvent(
                words[3].intern(),
                number(words[0]),
                number(words[1]),
                number(words[2]),
                number(words[4]),
                before,
                line,
                new ArrayList<>(0)));
      } else if (line.endsWith("Stack=")) {
        // before Go 1.25 that of a goroutine that is told of for the first time is the event's
        boolean first = events.getLast().line.contains(" Undetermined->");
        ownStack = line.equals("TransitionStack=") || (first && events.getLast().stack.isEmpty());
      } else if (ownStack && line.startsWith("\t\t")) {
        events.getLast().stack.add(function + " " + line.substring(2));
      } else if (ownStack && line.startsWith("\t")) {
        function = line.substring(1);
      }
    }

    List<GoEvent> events() {
      return events;
    }

    private static long number(String word) {
      return Long.parseLong(word.substring(word.indexOf('=') + 1));
    }
  }

  /// Whether an event of ours may be this one, by its time.
  boolean isAt(long nanos) {
    return nanos == time || (time == before + 1 && nanos <= before);
  }

  boolean isMoved() {
    return time == before + 1;
  }

  /// The change of a state, if it is one.
  Optional<Change> change() {
    if (!kind.equals("StateTransition")) {
      return Optional.empty();
    }
    String id = GoText.word(line, "GoID");
    boolean isGoroutine = !id.isEmpty();
    String own = isGoroutine ? id : GoText.word(line, "ProcID");
    String rest = line.substring(line.indexOf(isGoroutine ? " GoID=" : " ProcID=") + 1);
    String[] states = rest.split(" ", -1)[1].split("->", 2);
    return Optional.of(
        new Change(
            isGoroutine,
            Long.parseLong(own),
            states[0].intern(), // few, of a million changes
            states[1].intern(),
            GoText.quoted(line, "Reason").intern(),
            this));
  }

  /// A change of a state.
  ///
  /// @param isGoroutine whether of a goroutine, else of a P
  /// @param id its number
  /// @param reason quoted
  record Change(
      boolean isGoroutine, long id, String from, String to, String reason, GoEvent event) {
    /// Whether a state is told now for the first time, and may have begun before.
    boolean isFirst() {
      return from.equals("Undetermined");
    }

    /// Whether it only says again what is.
    boolean isRepeated() {
      return from.equals(to);
    }
  }
}
