package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which calls on a stack hold a lock. The runtime does not record it: the function's code and its frame must show that this very lock
/// was taken before the place where the call stands, and that nothing since gave it back. See decision 0022.
final class Holders {
  private static final int SPILLED_BYTES = 40;

  private final Reader process;
  private final Functions functions;
  private final SyncLayout sync;
  private final LockSites sites;
  private final Codes codes;

  Holders(Reader process, Functions functions) {
    this.process = process;
    this.functions = functions;
    this.sync = new SyncLayout(functions.module().layout());
    this.sites = new LockSites(functions);
    this.codes = new Codes(functions);
  }

  /// One goroutine's stack.
  ///
  /// @param g whose
  /// @param words from its saved stack pointer on
  /// @param calls on it, innermost first
  record Stack(RawG g, Bytes words, List<Activation> calls) {
    Stack {
      calls = List.copyOf(calls);
    }

    /// The word at an address, 0 where it is not on the stack.
    long word(long address) {
      long at = address - g.sp();
      return at >= 0 && at + 8 <= words.size() ? words.u64(at) : 0;
    }
  }

  /// The code of the functions on stacks.
  Codes codes() {
    return codes;
  }

  /// Whether a function on a stack locks anything.
  boolean locks(Stack stack) {
    for (Activation call : stack.calls) {
      if (!isRuntime(call.name())
          && codes
              .of(call.function())
              .filter(code -> sites.of(code).stream().anyMatch(site -> !isUndo(site.act())))
              .isPresent()) {
        return true;
      }
    }
    return false;
  }

  /// Whether a stack has a call that may run the function of a Once.
  static boolean runsOnce(Stack stack) {
    return stack.calls.stream().anyMatch(call -> call.name().equals("sync.(*Once).doSlow"));
  }

  /// The call that runs the function of a Once.
  Optional<Activation> runsOnce(Stack stack, long once, Set<Long> others) {
    for (Activation call : stack.calls) {
      boolean runs =
          call.name().equals("sync.(*Once).doSlow")
              && call.frames().stream().noneMatch(f -> f.function().endsWith("sync.(*Mutex).Lock"))
              && !isLocking(stack, call);
      if (runs) {
        Set<Long> named = new HashSet<>();
        for (long at = call.low(); at < call.high() + SPILLED_BYTES; at += 8) {
          long word = stack.word(at);
          if (others.contains(word)) {
            named.add(word);
          } else if (others.contains(word - sync.onceMutex())) {
            named.add(word - sync.onceMutex());
          }
        }
        if (named.equals(Set.of(once))) {
          return Optional.of(call);
        }
      }
    }
    return Optional.empty();
  }

  /// Whether a call waits in the slow path of a Mutex it is about to lock.
  private static boolean isLocking(Stack stack, Activation call) {
    int index = stack.calls.indexOf(call);
    return index > 0 && stack.calls.get(index - 1).name().contains("sync.(*Mutex).");
  }

  /// Those of some mutexes that a stack may hold: its code names them, or a word on it does, as that of a deferred unlock.
  Set<Long> mayHold(Stack stack, Set<Long> mutexes) {
    Set<Long> named = new HashSet<>();
    for (Activation call : stack.calls) {
      for (long at = call.low(); at < call.high(); at += 8) {
        named.add(stack.word(at));
      }
      codes.of(call.function()).ifPresent(code -> named.addAll(addresses(code, false)));
    }
    named.retainAll(mutexes);
    return named;
  }

  /// The call that holds a mutex, if its code and frame show it.
  ///
  /// @param act how it was locked
  /// @param waits whether the goroutine waits for the very same: then only the code can show that it has it already
  Optional<Activation> holds(Stack stack, long mutex, LockSites.Act act, boolean waits) {
    for (int i = 0; i < stack.calls.size(); i++) {
      Activation call = stack.calls.get(i);
      if (mayUnlock(call) || call.name().equals("runtime.gopanic")) {
        return Optional.empty();
      }
      if (i > 0 && !isRuntime(call.name()) && took(stack, call, mutex, act, waits)) {
        return unlocksInside(stack, i, mutex) ? Optional.empty() : Optional.of(call);
      }
    }
    return Optional.empty();
  }

  /// A wait for a condition gives the lock back while it waits.
  private static boolean mayUnlock(Activation call) {
    return call.is("sync.(*Cond).Wait");
  }

  private static boolean isRuntime(String name) {
    return name.startsWith("runtime.") || name.startsWith("sync.") || name.startsWith("internal/");
  }

  private boolean took(Stack stack, Activation call, long mutex, LockSites.Act act, boolean waits) {
    Optional<Code> code = codes.of(call.function()).filter(Code::isWhole);
    if (code.isEmpty()) {
      return false;
    }
    List<LockSites.Site> all = sites.of(code.get());
    long position = sites.position(call, all);
    List<LockSites.Site> unnamed = new ArrayList<>();
    for (LockSites.Site site : all) {
      if (site.act() != act || site.place() >= position) {
        continue;
      }
      Optional<Long> address = address(site);
      boolean mayBe = address.isEmpty() || address.get() == mutex;
      List<LockSites.Site> undone =
          all.stream()
              .filter(s -> s.act() == act.undone())
              .filter(s -> address(s).map(a -> a == mutex).orElse(true))
              .toList();
      if (mayBe && sites.passed(code.get(), site.place(), position, undone)) {
        if (address.isPresent() && !callsUnlock(code.get(), site.place(), position, mutex)) {
          return true;
        }
        if (address.isEmpty()) {
          unnamed.add(site);
        }
      }
    }
    Set<Long> deferred =
        unnamed.isEmpty() || waits ? Set.of() : deferred(stack, call, act.undone());
    return deferred.contains(mutex) && deferred.size() <= unnamed.size();
  }

  /// Addresses of mutexes that are unlocked when a call returns: its frame holds the function that does it with the mutex beside.
  private Set<Long> deferred(Stack stack, Activation call, LockSites.Act act) {
    Set<Long> deferred = new HashSet<>();
    for (long at = call.low(); at + 16 <= call.high(); at += 8) {
      long word = stack.word(at);
      if (functions.isEntry(word) && unlocks(call, word, act)) {
        deferred.add(stack.word(at + 8));
      }
    }
    return deferred;
  }

  private boolean unlocks(Activation call, long entry, LockSites.Act act) {
    return functions.name(entry).filter(name -> name.startsWith(call.name())).isPresent()
        && functions
            .at(entry)
            .flatMap(codes::of)
            .filter(code -> sites.of(code).stream().anyMatch(site -> site.act() == act))
            .isPresent();
  }

  /// Whether a call further in may have unlocked it.
  private boolean unlocksInside(Stack stack, int outer, long mutex) {
    for (Activation call : stack.calls.subList(0, outer)) {
      if (isRuntime(call.name())) {
        continue;
      }
      Optional<Code> code = codes.of(call.function());
      if (code.isEmpty()) {
        return true;
      }
      for (LockSites.Site site : sites.of(code.get())) {
        boolean undoes = isUndo(site.act());
        if (undoes && address(site).map(a -> a == mutex).orElse(true)) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a function that is called between two places may unlock it for its caller: it unlocks this one, or one that its code does not
  /// tell without locking any.
  private boolean callsUnlock(Code code, long from, long to, long mutex) {
    for (Code.Jump call : code.calls(functions)) {
      boolean between = call.from() > from && call.from() < to;
      Optional<Func> called = between ? functions.at(call.target()) : Optional.empty();
      Optional<String> name = called.flatMap(f -> functions.name(f.entry()));
      Optional<Code> inner =
          name.isPresent() && !isRuntime(name.get()) ? called.flatMap(codes::of) : Optional.empty();
      if (inner.isPresent() && mayUnlock(inner.get(), mutex)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayUnlock(Code code, long mutex) {
    List<LockSites.Site> all = sites.of(code);
    boolean locks = all.stream().anyMatch(site -> !isUndo(site.act()));
    return all.stream()
        .filter(site -> isUndo(site.act()))
        .map(this::address)
        .anyMatch(address -> address.isEmpty() ? !locks : address.get() == mutex);
  }

  /// The mutexes that a goroutine may unlock for another: a function on its stack unlocks them, and does not lock them.
  Set<Long> unlocksForOthers(Stack stack) {
    Set<Long> unlocked = new HashSet<>();
    for (Activation call : stack.calls) {
      Optional<Code> code = isRuntime(call.name()) ? Optional.empty() : codes.of(call.function());
      if (code.isPresent()) {
        Set<Long> locked = addresses(code.get(), false);
        addresses(code.get(), true).stream()
            .filter(address -> !locked.contains(address))
            .forEach(unlocked::add);
      }
    }
    return unlocked;
  }

  private Set<Long> addresses(Code code, boolean undo) {
    Set<Long> addresses = new HashSet<>();
    for (LockSites.Site site : sites.of(code)) {
      if (isUndo(site.act()) == undo) {
        address(site).ifPresent(addresses::add);
      }
    }
    return addresses;
  }

  private static boolean isUndo(LockSites.Act act) {
    return act == LockSites.Act.UNLOCK || act == LockSites.Act.READ_UNLOCK;
  }

  /// The mutex a place works on, where its code tells.
  private Optional<Long> address(LockSites.Site site) {
    return site.operand().flatMap(this::address);
  }

  /// What an operand is now.
  Optional<Long> address(Code.Operand operand) {
    return operand.loaded()
        ? process.bytes(operand.address(), 8).map(word -> word.u64(0) + operand.offset())
        : Optional.of(operand.address());
  }
}
