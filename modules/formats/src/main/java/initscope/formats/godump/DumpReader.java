package initscope.formats.godump;

import initscope.formats.text.Binary;
import initscope.formats.text.Cursor;
import initscope.model.Decoded;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.go.Goroutine;
import initscope.model.go.GoroutineDump;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts dumps together from lines. A dump prints each goroutine once, so an id that comes again begins another dump; so does
/// a cause after goroutines. One pass; not reused.
final class DumpReader {
  private static final int LONGEST_PREFIX = 200;
  private static final int MOST_REGISTERS = 128;
  private static final List<String> CAUSES =
      List.of(
          "panic: ",
          "fatal error: ",
          "SIGQUIT: ",
          "SIGABRT: ",
          "SIGILL: ",
          "SIGSEGV: ",
          "SIGBUS: ",
          "SIGFPE: ",
          "SIGTRAP: ",
          "SIGSYS: ",
          "SIGTERM: ",
          "SIGSTKFLT: ");
  private final Problems problems = new Problems();
  private final List<GoroutineDump> dumps = new ArrayList<>();
  private Optional<String> cause = Optional.empty();
  private List<Goroutine> goroutines = new ArrayList<>();
  private Set<Long> ids = new HashSet<>();
  private Map<String, String> registers = new LinkedHashMap<>();
  private OptionalLong total = OptionalLong.empty();
  private @Nullable CountedStacks counted;
  private @Nullable OneGoroutine goroutine;
  private Prefix prefix = Prefix.NONE;
  private long offset = -1;

  void line(Line line) {
    if (Binary.is(line)) {
      if (goroutine != null) {
        problems.skipped("goroutines.line.unreadable", line);
      }
      return;
    }
    for (String raw : Unwrapped.lines(line.text())) {
      line(line, raw);
    }
  }

  private void line(Line line, String raw) {
    int at = GoroutineHeader.find(raw);
    if (at >= 0) {
      header(line, raw, at);
      return;
    }
    String text = prefix.strip(raw);
    if (goroutine != null) {
      inGoroutine(line, text);
      return;
    }
    OptionalLong profile = CountedStacks.total(text);
    if (profile.isPresent()) {
      endDump();
      begin(line);
      total = profile;
      counted = new CountedStacks();
      return;
    }
    CountedStacks stacks = counted;
    if (stacks != null) {
      if (!stacks.line(line, text)) {
        problems.skipped("goroutines.line.unreadable", line);
      }
      return;
    }
    between(line, text);
  }

  private void header(Line line, String raw, int at) {
    Optional<GoroutineHeader> header = GoroutineHeader.read(raw.substring(at));
    if (header.isEmpty()) {
      return;
    }
    endGoroutine();
    if (counted != null || ids.contains(header.get().id())) {
      endDump();
    }
    begin(line);
    prefix = new Prefix(raw.substring(0, at));
    ids.add(header.get().id());
    goroutine = new OneGoroutine(header.get(), line);
  }

  private void inGoroutine(Line line, String text) {
    OneGoroutine now = goroutine;
    if (text.isBlank() || now == null) {
      endGoroutine();
    } else if (isCause(text) || isTrailer(text)) {
      endGoroutine();
      between(line, text);
    } else if (isRegister(text)) {
      // with GOTRACEBACK=crash no blank line stands before them
      endGoroutine();
      register(text);
    } else if (!now.line(text)) {
      problems.skipped("goroutines.line.unreadable", line);
    } else if (!line.ended()) {
      problems.add("goroutines.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
    }
  }

  /// Between goroutines stand causes, registers and whatever else the program wrote.
  private void between(Line line, String text) {
    int at = causeAt(text);
    if (at >= 0) {
      // a panic while panicking, and the signal line below, belong to the same dump
      if (!goroutines.isEmpty()) {
        endDump();
      }
      begin(line);
      if (cause.isEmpty()) {
        cause = Optional.of(text.substring(at).strip());
      }
    } else if (!goroutines.isEmpty()) {
      register(text);
    }
  }

  private void register(String text) {
    if (isRegister(text) && registers.size() < MOST_REGISTERS) {
      Cursor c = new Cursor(text);
      registers.putIfAbsent(c.word(), c.blanks().rest().strip());
    }
  }

  /// A short name and a number, as in `rip    0x48a1c3`.
  private static boolean isRegister(String text) {
    Cursor c = new Cursor(text);
    String name = c.word();
    String value = c.failed() ? "" : c.blanks().rest().strip();
    boolean plain = name.length() <= 8 && value.startsWith("0x") && value.length() <= 18;
    for (int i = 0; plain && i < name.length(); i++) {
      plain = Character.isLetterOrDigit(name.charAt(i)) || name.charAt(i) == '_';
    }
    return plain;
  }

  private static boolean isCause(String text) {
    return causeAt(text) == 0;
  }

  /// Lines that end a stack though no blank line stands before them.
  private static boolean isTrailer(String text) {
    return text.startsWith("exit status ") || text.equals("-----");
  }

  /// Where a cause begins: at the line's start, behind a log prefix, or behind the `^\\` that a terminal echoes.
  private static int causeAt(String text) {
    for (String word : CAUSES) {
      int at = text.indexOf(word);
      if (at == 0 || (at > 0 && at < LONGEST_PREFIX && opensCause(text, at))) {
        return at;
      }
    }
    return -1;
  }

  private static boolean opensCause(String text, int at) {
    // "panic: " is also what people write in the middle of their messages
    boolean signal = text.charAt(at) == 'S' && text.charAt(at - 1) == ' ';
    return signal || text.startsWith(": ", at - 2) || text.startsWith("^\\", at - 2);
  }

  private void begin(Line line) {
    if (offset < 0) {
      offset = line.offset();
    }
  }

  private void endGoroutine() {
    OneGoroutine ended = goroutine;
    if (ended != null) {
      goroutines.add(ended.finish());
    }
    goroutine = null;
  }

  private void endDump() {
    endGoroutine();
    List<GoroutineDump.Group> groups = counted == null ? List.of() : counted.finish();
    if (!goroutines.isEmpty() || counted != null) {
      dumps.add(new GoroutineDump(cause, goroutines, groups, total, registers, offset));
    }
    cause = Optional.empty();
    goroutines = new ArrayList<>();
    ids = new HashSet<>();
    registers = new LinkedHashMap<>();
    total = OptionalLong.empty();
    counted = null;
    prefix = Prefix.NONE;
    offset = -1;
  }

  Decoded<List<GoroutineDump>> finish() {
    endDump();
    if (dumps.isEmpty() && problems.isEmpty()) {
      problems.add("goroutines.none", Problem.Effect.LOST_FROM_HERE, 0, "");
    }
    return new Decoded<>(List.copyOf(dumps), problems.toList());
  }
}
