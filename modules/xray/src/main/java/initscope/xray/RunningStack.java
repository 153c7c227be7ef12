package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The callers on the stack of a goroutine that runs, read without stopping it.
///
/// Its registers are in the processor, so no walk can begin where it stands. But each caller's return address lies on the stack, and
/// pclntab tells how far it lies below that of the caller's own caller: so the stack is walked from its root downwards. What was there
/// before lies there still; a word counts only where it returns into a function whose frame fits exactly, and where the call before that
/// address calls the function that is found below. Where the scheduler interrupted the goroutine, which it does at least every few tens
/// of milliseconds, the place lies there too. That last place is a moment old: what is told of it is likely, not certain.
final class RunningStack {
  /// Bytes of a stack read at most, from its root.
  private static final int BYTES = 1 << 13;

  private static final int ROOT_BYTES = 128;
  private static final int MAX_DEPTH = 200;

  private final Functions functions;
  private final List<RawTask> begun;
  private final long base;
  private final Bytes stack;
  private final Map<Long, List<Slot>> below = new HashMap<>();

  /// A word on the stack that returns into a function.
  ///
  /// @param address where it lies
  /// @param pc the word
  /// @param function whose code it points into
  /// @param call what is called before it
  record Slot(long address, long pc, long function, CallSite call) {
    /// Whether another look saw the same caller there, though perhaps at another call.
    boolean agrees(Slot other) {
      return address == other.address && function == other.function;
    }

    /// The instruction it stands at.
    long at() {
      return call.isCall() && pc != function ? pc - 1 : pc;
    }
  }

  private RunningStack(Functions functions, List<RawTask> begun, long base, Bytes stack) {
    this.functions = functions;
    this.begun = begun;
    this.base = base;
    this.stack = stack;
    for (long at = 0; at + 8 <= stack.size(); at += 8) {
      slot(base + at, stack.u64(at));
    }
  }

  /// The callers that two looks at the stack agree on, innermost first; wishes for what is not known yet.
  ///
  /// @param begun init tasks that the runtime marks as begun
  /// @param base address of the first byte of both looks
  static List<Slot> callers(
      Functions functions, List<RawTask> begun, long base, Bytes first, Bytes second) {
    if (functions.module().layout().arm64()) {
      return List.of(); // frames lie otherwise there, and nothing was measured
    }
    List<Slot> one = new RunningStack(functions, begun, base, first).fromRoot();
    List<Slot> two = new RunningStack(functions, begun, base, second).fromRoot();
    int same = 0;
    while (same < one.size() && same < two.size() && one.get(same).agrees(two.get(same))) {
      same++;
    }
    return two.subList(0, same).reversed();
  }

  /// Where the root's end of a goroutine's stack lies, of which so much is wanted.
  static Optional<Range> root(RawG g, long most) {
    long bytes = Math.clamp(most, 0, BYTES);
    long address = g.stackHigh() - bytes;
    return bytes > 0 && (address & 7) == 0 && Range.fits(address, bytes)
        ? Optional.of(new Range(address, (int) bytes))
        : Optional.empty();
  }

  private void slot(long address, long pc) {
    Optional<Func> function = functions.at(pc);
    if (function.isEmpty()) {
      return;
    }
    OptionalInt frame = functions.stackDelta(function.get(), pc);
    CallSite call = CallSite.before(functions, pc);
    if (frame.isPresent() && frame.getAsInt() >= 0) {
      long above = address + 8 + frame.getAsInt();
      below
          .computeIfAbsent(above, key -> new ArrayList<>())
          .add(new Slot(address, pc, function.get().entry(), call));
    }
  }

  private List<Slot> fromRoot() {
    Optional<Slot> at = root().flatMap(root -> named(root, "runtime.main"));
    List<Slot> callers = new ArrayList<>();
    while (at.isPresent() && callers.size() < MAX_DEPTH) {
      callers.add(at.get());
      at = callee(at.get());
    }
    return callers;
  }

  /// Where the goroutine's first function returns to.
  private Optional<Slot> root() {
    long end = base + stack.size();
    return below.values().stream()
        .flatMap(List::stream)
        .filter(slot -> end - slot.address <= ROOT_BYTES)
        .filter(slot -> isNamed(slot, "runtime.goexit"))
        .max((a, b) -> Long.compareUnsigned(a.address, b.address));
  }

  private Optional<Slot> callee(Slot caller) {
    List<Slot> found =
        below.getOrDefault(caller.address, List.of()).stream().filter(this::isLeft).toList();
    if (caller.call.target().isPresent()) {
      long target = caller.call.target().getAsLong();
      return lowest(found.stream().filter(slot -> slot.function == target).toList());
    }
    if (!caller.call.isCall()) {
      return Optional.empty(); // interrupted there
    }
    if (isNamed(caller, "runtime.doInit1") || isNamed(caller, "runtime.doInit")) {
      return initFunction(found);
    }
    long different = found.stream().map(Slot::function).distinct().count();
    return different == 1 ? lowest(found) : Optional.empty();
  }

  /// Whether the function was left there: by a call, or by the scheduler, which lets the goroutine call what it did not.
  private boolean isLeft(Slot slot) {
    boolean interruption = isNamed(slot, "runtime.asyncPreempt");
    return !interruption
        && (slot.call.isCall()
            || below.getOrDefault(slot.address, List.of()).stream()
                .anyMatch(s -> isNamed(s, "runtime.asyncPreempt")));
  }

  /// The runtime calls a package's init functions one after another from the same frame, so that one that has returned may have left
  /// its words there. Only the last of those found can still run: none that comes after it has been there.
  private Optional<Slot> initFunction(List<Slot> found) {
    List<Slot> latest = new ArrayList<>();
    for (RawTask task : begun) {
      for (long function : task.functions().reversed()) {
        List<Slot> its = found.stream().filter(slot -> slot.function == function).toList();
        if (!its.isEmpty()) {
          lowest(its).ifPresent(latest::add);
          break;
        }
      }
    }
    return latest.size() == 1 ? Optional.of(latest.getFirst()) : Optional.empty();
  }

  private Optional<Slot> named(Slot caller, String name) {
    return lowest(
        below.getOrDefault(caller.address, List.of()).stream()
            .filter(slot -> isNamed(slot, name))
            .toList());
  }

  private boolean isNamed(Slot slot, String name) {
    return functions.name(slot.function).filter(name::equals).isPresent();
  }

  /// Of several words that fit one function, that of its whole frame rather than of its prologue.
  private static Optional<Slot> lowest(List<Slot> slots) {
    return slots.stream().min((a, b) -> Long.compareUnsigned(a.address, b.address));
  }
}
