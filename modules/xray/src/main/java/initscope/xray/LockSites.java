package initscope.xray;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Where functions lock and unlock mutexes of package sync, from their machine code and the calls inlined into it.
final class LockSites {
  private static final int COMPARE_AND_EXCHANGE = 0xb1;
  private static final int EXCHANGE_AND_ADD = 0xc1;
  private static final int PROLOGUE_BYTES = 32;

  /// What a place does.
  enum Act {
    LOCK,
    UNLOCK,
    READ_LOCK,
    READ_UNLOCK;

    Act undone() {
      return this == LOCK ? UNLOCK : READ_UNLOCK;
    }
  }

  /// @param place of the instruction that does it
  /// @param act what it does
  /// @param operand what with; empty where the code does not tell
  record Site(long place, Act act, Optional<Code.Operand> operand) {}

  private final Functions functions;
  private final Map<Long, List<Site>> known = new HashMap<>();

  LockSites(Functions functions) {
    this.functions = functions;
  }

  /// The sites of a function by address; those of which not all is read yet are missing.
  List<Site> of(Code code) {
    List<Site> sites = known.get(code.function().entry());
    if (sites == null) {
      sites = new ArrayList<>();
      boolean complete = inlined(code, sites) & called(code, sites);
      sites.sort(Comparator.comparingLong(Site::place));
      if (complete) {
        known.put(code.function().entry(), sites);
      }
    }
    return List.copyOf(sites);
  }

  private boolean inlined(Code code, List<Site> into) {
    boolean complete = true;
    for (int opcode : new int[] {COMPARE_AND_EXCHANGE, EXCHANGE_AND_ADD}) {
      for (long place : code.locked(opcode)) {
        List<Frame> frames = functions.frames(place);
        complete &= !frames.isEmpty();
        for (Frame frame : frames.subList(0, Math.max(0, frames.size() - 1))) {
          Optional<Act> act = act(frame.function());
          if (act.isPresent()) {
            into.add(new Site(place, act.get(), code.operandOf(place)));
            break;
          }
        }
      }
    }
    return complete;
  }

  private boolean called(Code code, List<Site> into) {
    boolean complete = true;
    for (Code.Jump call : code.calls(functions)) {
      Optional<String> name = functions.name(call.target());
      complete &= name.isPresent();
      name.flatMap(LockSites::act)
          .ifPresent(act -> into.add(new Site(call.from(), act, code.receiverOf(call.from()))));
    }
    return complete;
  }

  /// What a method of a mutex does.
  static Optional<Act> act(String function) {
    return switch (function) {
      case "sync.(*Mutex).Lock",
          "sync.(*Mutex).TryLock",
          "internal/sync.(*Mutex).Lock",
          "internal/sync.(*Mutex).TryLock",
          "sync.(*RWMutex).Lock",
          "sync.(*RWMutex).TryLock" ->
          Optional.of(Act.LOCK);
      case "sync.(*Mutex).Unlock", "internal/sync.(*Mutex).Unlock", "sync.(*RWMutex).Unlock" ->
          Optional.of(Act.UNLOCK);
      case "sync.(*RWMutex).RLock", "sync.(*RWMutex).TryRLock" -> Optional.of(Act.READ_LOCK);
      case "sync.(*RWMutex).RUnlock" -> Optional.of(Act.READ_UNLOCK);
      default -> Optional.empty();
    };
  }

  /// How far a call has come: where it stands, or, inside of an inlined Lock that it waits in, the place of that Lock.
  long position(Activation call, List<Site> sites) {
    OptionalLong inside = inlinedLock(call.frames());
    for (Site site : sites) {
      if (inside.isPresent() && inlinedLock(functions.frames(site.place())).equals(inside)) {
        return site.place();
      }
    }
    return call.pc() - 1;
  }

  /// Where the function calls the Lock that is inlined at a place.
  private static OptionalLong inlinedLock(List<Frame> frames) {
    OptionalLong parent = OptionalLong.empty();
    for (int i = 0; i + 1 < frames.size(); i++) {
      if (act(frames.get(i).function()).isPresent()) {
        parent = OptionalLong.of(frames.get(i + 1).pc());
      }
    }
    return parent;
  }

  /// Whether a call that stands at a position has come by a place, and no way back leads past what undoes it.
  ///
  /// @param undone places after it that undo it
  boolean passed(Code code, long place, long position, List<Site> undone) {
    for (Site undo : undone) {
      if (undo.place() > place && undo.place() < position) {
        return false;
      }
    }
    boolean undoneLater = undone.stream().anyMatch(undo -> undo.place() >= position);
    for (Code.Jump jump : code.jumps()) {
      boolean over = jump.from() < place && jump.target() > place;
      boolean back = jump.from() >= position && jump.target() > place && jump.target() <= position;
      boolean prologue = jump.from() - code.function().entry() < PROLOGUE_BYTES;
      if ((over && !prologue || back && undoneLater)
          && inlinedLock(functions.frames(over ? jump.target() : jump.from())).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
