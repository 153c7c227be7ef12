package initscope.formats.godump;

import initscope.formats.text.Cursor;
import initscope.model.Frame;
import initscope.model.Line;
import initscope.model.go.GoroutineDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The `debug=1` profile: `N @ 0x... 0x...`, then `#	0x...	function+0x...	file:line` for each frame.
final class CountedStacks {
  private final List<GoroutineDump.Group> groups = new ArrayList<>();
  private @Nullable Line start;
  private long count;
  private Optional<String> labels = Optional.empty();
  private List<Frame> frames = new ArrayList<>();

  /// The number in `goroutine profile: total N`.
  static OptionalLong total(String text) {
    Cursor c = new Cursor(text);
    if (!c.take("goroutine profile: total ") && !c.take("goroutineleak profile: total ")) {
      return OptionalLong.empty();
    }
    long total = c.decimal();
    return c.failed() || total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
  }

  /// Takes a line; false where it belongs to something else.
  boolean line(Line line, String text) {
    Cursor c = new Cursor(text);
    if (!text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
      long number = c.decimal();
      if (c.failed() || !c.take(" @")) {
        return false;
      }
      end();
      start = line;
      count = number;
      return true;
    }
    if (!c.take("#") || start == null) {
      return text.isBlank();
    }
    c.blanks();
    if (c.take("labels: ")) {
      labels = Optional.of(c.rest());
      return true;
    }
    return frame(c);
  }

  private boolean frame(Cursor c) {
    long pc = c.address();
    if (c.failed()) {
      return false;
    }
    if (c.blanks().atEnd()) {
      frames.add(new Frame("??", Optional.empty(), OptionalInt.empty(), pc, false));
      return true;
    }
    String symbol = c.word();
    int plus = symbol.lastIndexOf("+0x");
    String function = plus > 0 ? symbol.substring(0, plus) : symbol;
    Optional<StackLines.Place> place = StackLines.place(c.rest());
    frames.add(
        new Frame(
            function,
            place.flatMap(StackLines.Place::file),
            place.map(StackLines.Place::line).orElse(OptionalInt.empty()),
            pc,
            false));
    return true;
  }

  private void end() {
    Line first = start;
    if (first != null) {
      groups.add(new GoroutineDump.Group(count, labels, frames, first.offset(), first.number()));
    }
    start = null;
    labels = Optional.empty();
    frames = new ArrayList<>();
  }

  List<GoroutineDump.Group> finish() {
    end();
    return groups;
  }
}
