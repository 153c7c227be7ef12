package initscope.xray;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Where functions lock and unlock mutexes of package sync, from their machine code and the calls inlined into it.
final class LockSites {
  private static final int COMPARE_AND_EXCHANGE = 0xb1;
  private static final int EXCHANGE_AND_ADD = 0xc1;
  private static final int CALL_BYTES = 5;

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
  /// @param slowReturn where the call returns to that does it if that cannot be done at once; 0 for none
  record Site(long place, Act act, Optional<Code.Operand> operand, long slowReturn) {}

  private final Functions functions;
  private final int readerCount;
  private final Map<Long, List<Site>> known = new HashMap<>();

  LockSites(Functions functions) {
    this.functions = functions;
    this.readerCount = new SyncLayout(functions.module().layout()).rwMutex("readercount");
  }

  /// The sites of a function by address; those of which not all is read yet are missing.
  List<Site> of(Code code) {
    List<Site> sites = known.get(code.function().entry());
    if (sites == null) {
      sites = new ArrayList<>();
      boolean complete = inlined(code, sites);
      complete &= called(code, sites);
      sites.sort(Comparator.comparingLong(Site::place));
      sites = List.copyOf(sites);
      if (complete) {
        known.put(code.function().entry(), sites);
      }
    }
    return sites;
  }

  private boolean inlined(Code code, List<Site> into) {
    boolean complete = true;
    for (int opcode : new int[] {COMPARE_AND_EXCHANGE, EXCHANGE_AND_ADD}) {
      for (long place : code.locked(opcode)) {
        List<Frame> frames = functions.frames(place);
        Optional<Code.Jump> slow = code.callAfter(place, functions);
        Optional<String> slowName = slow.flatMap(call -> functions.name(call.target()));
        complete &= !frames.isEmpty() && (slow.isEmpty() || slowName.isPresent());
        Set<Act> acts = inlinedActs(frames);
        if (acts.isEmpty() && slowName.isPresent()) {
          acts = slowActs(slowName.get());
        }
        if (acts.isEmpty() && opcode == EXCHANGE_AND_ADD) {
          acts = EnumSet.of(Act.UNLOCK, Act.READ_UNLOCK); // it may be that
        }
        long back = slow.map(call -> call.from() + CALL_BYTES).orElse(0L);
        acts.forEach(act -> into.add(new Site(place, act, operand(code, place, act), back)));
      }
    }
    return complete;
  }

  /// A reader counts itself in a field of the mutex, a writer in its first word.
  private Optional<Code.Operand> operand(Code code, long place, Act act) {
    boolean reader = act == Act.READ_LOCK || act == Act.READ_UNLOCK;
    Optional<Code.Operand> operand = code.operandOf(place);
    return reader ? operand.map(o -> o.before(readerCount)) : operand;
  }

  private static Set<Act> inlinedActs(List<Frame> frames) {
    Set<Act> acts = EnumSet.noneOf(Act.class);
    for (Frame frame : frames.subList(0, Math.max(0, frames.size() - 1))) {
      if (acts.isEmpty()) {
        act(frame.function()).ifPresent(acts::add);
      }
    }
    return acts;
  }

  /// What the slow way of a method belongs to: up to Go 1.20 the fast one's instructions are not told to be inlined.
  private static Set<Act> slowActs(String function) {
    return switch (function) {
      case "sync.(*Mutex).lockSlow", "internal/sync.(*Mutex).lockSlow" -> EnumSet.of(Act.LOCK);
      case "sync.(*Mutex).unlockSlow", "internal/sync.(*Mutex).unlockSlow" ->
          EnumSet.of(Act.UNLOCK);
      case "sync.(*RWMutex).rUnlockSlow" -> EnumSet.of(Act.READ_UNLOCK);
      case "sync.runtime_SemacquireMutex", "sync.runtime_SemacquireRWMutexR" ->
          EnumSet.of(Act.READ_LOCK);
      default -> EnumSet.noneOf(Act.class);
    };
  }

  private boolean called(Code code, List<Site> into) {
    boolean complete = true;
    for (Code.Jump call : code.calls(functions)) {
      Optional<String> name = functions.name(call.target());
      complete &= name.isPresent();
      name.flatMap(LockSites::act)
          .ifPresent(
              act ->
                  into.add(
                      new Site(
                          call.from(),
                          act,
                          code.receiverOf(call.from()),
                          call.from() + CALL_BYTES)));
    }
    return complete;
  }

  /// What a method of a mutex does. One that only tries may have got nothing: to have come by it shows nothing.
  static Optional<Act> act(String function) {
    return switch (function) {
      case "sync.(*Mutex).Lock", "internal/sync.(*Mutex).Lock", "sync.(*RWMutex).Lock" ->
          Optional.of(Act.LOCK);
      case "sync.(*Mutex).Unlock", "internal/sync.(*Mutex).Unlock", "sync.(*RWMutex).Unlock" ->
          Optional.of(Act.UNLOCK);
      case "sync.(*RWMutex).RLock" -> Optional.of(Act.READ_LOCK);
      case "sync.(*RWMutex).RUnlock" -> Optional.of(Act.READ_UNLOCK);
      default -> Optional.empty();
    };
  }

  /// How far a call has come: where it stands, or, where it waits inside of a Lock, the place of that Lock.
  long position(Activation call, List<Site> sites) {
    OptionalLong inside = inlinedLock(call.frames());
    for (Site site : sites) {
      boolean same =
          inside.isPresent() && inlinedLock(functions.frames(site.place())).equals(inside);
      if (same || site.slowReturn() == call.pc()) {
        return site.place();
      }
    }
    return inside.isPresent() ? call.function().entry() : call.pc() - 1;
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
      if ((over || (back && undoneLater))
          && inlinedLock(functions.frames(over ? jump.target() : jump.from())).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
