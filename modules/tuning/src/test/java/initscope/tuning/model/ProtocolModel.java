package initscope.tuning.model;

import initscope.tuning.model.World.Foreign;
import initscope.tuning.model.World.Journal;
import initscope.tuning.model.World.Laptop;
import initscope.tuning.model.World.Record;
import initscope.tuning.model.World.Run;
import initscope.tuning.model.World.State;
import initscope.tuning.model.World.Told;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Explores every order of steps and faults, breadth first. One kernel parameter and one file; a host's page cache and disk; verbs
/// that may be killed between any two lines; this computer with a durable journal.
public final class ProtocolModel {
  private static final int LIMIT = 6_000_000;

  private final Set<Rule> dropped;
  private final boolean lasting;
  private final VerbSteps verbs;

  /// A protocol.
  ///
  /// @param dropped rules that it lacks
  /// @param lasting whether confirm writes the file too; otherwise the record lives in memory and a boot is the undo
  public ProtocolModel(Set<Rule> dropped, boolean lasting) {
    this.dropped = Set.copyOf(dropped);
    this.lasting = lasting;
    this.verbs = new VerbSteps(this.dropped, lasting);
  }

  /// What was found.
  ///
  /// @param states visited
  /// @param violation the first, with the steps to it
  /// @param endings of all states where nothing moves any more; not complete after a violation
  public record Result(int states, Optional<String> violation, Set<Ending> endings) {}

  private record From(World world, String step) {}

  private record Next(String step, World world) {}

  /// Explores.
  ///
  /// @throws IllegalStateException when there are more states than fit
  public Result explore(Budget budget) {
    World start = World.start(budget, has(Rule.INTENT_BEFORE_EFFECT));
    Map<World, From> seen = new HashMap<>();
    Deque<World> queue = new ArrayDeque<>(List.of(start));
    Set<Ending> endings = new HashSet<>();
    seen.put(start, new From(start, ""));
    while (!queue.isEmpty()) {
      World w = queue.remove();
      Optional<String> wrong = violation(w);
      if (wrong.isPresent()) {
        return new Result(seen.size(), Optional.of(wrong.get() + ": " + path(seen, w)), endings);
      }
      if (quiet(w)) {
        endings.add(Ending.of(w));
      }
      for (Next next : successors(w)) {
        if (seen.putIfAbsent(next.world(), new From(w, next.step())) == null) {
          queue.add(next.world());
        }
      }
      if (seen.size() > LIMIT) {
        throw new IllegalStateException("more than " + LIMIT + " states");
      }
    }
    return new Result(seen.size(), Optional.empty(), endings);
  }

  private boolean has(Rule rule) {
    return !dropped.contains(rule);
  }

  private static String path(Map<World, From> seen, World end) {
    List<String> steps = new ArrayList<>();
    World w = end;
    for (From from = seen.get(w); from != null && from.world() != w; from = seen.get(w)) {
      if (!from.step().isEmpty()) {
        steps.add(from.step());
      }
      w = from.world();
    }
    return String.join(" > ", steps.reversed());
  }

  // --- who may do what ----------------------------------------------------------------------

  private List<Next> successors(World w) {
    List<Next> out = new ArrayList<>();
    for (int i = 0; i < w.running().size(); i++) {
      Run run = w.running().get(i);
      for (World next : verbs.after(w, i)) {
        out.add(new Next(run.verb() + "." + verbs.next(run), next));
      }
    }
    laptop(w, out);
    faults(w, out);
    boolean fires = w.timer() && !w.runs(Verb.TIMER);
    if (fires) {
      World fired = w.change(d -> d.running = w.with(new Run(Verb.TIMER, 0, false)));
      out.add(
          new Next("TIMER", has(Rule.TIMER_REPEATS) ? fired : fired.change(d -> d.timer = false)));
    }
    return out;
  }

  private static World send(World w, Verb verb) {
    return w.laptop(Laptop.WAITS, verb).change(d -> d.running = w.with(new Run(verb, 0, true)));
  }

  private void laptop(World w, List<Next> out) {
    switch (w.laptop()) {
      case INTENDS -> {
        World intended = w.change(d -> d.journal = Journal.INTENT);
        boolean first = has(Rule.INTENT_BEFORE_EFFECT);
        out.add(
            new Next(
                "intent",
                first
                    ? intended.laptop(Laptop.SENDS, Verb.ARM)
                    : intended.laptop(Laptop.YES, Verb.APPLY)));
      }
      case SENDS -> out.add(new Next("send " + w.about(), send(w, w.about())));
      case WAITS -> {
        if (!w.awaits()) {
          out.add(new Next("timeout", w.laptop(Laptop.RECOVERS, Verb.NONE)));
        }
      }
      case YES -> yes(w, out);
      case NO -> {
        if (w.about() == Verb.FORGET) {
          out.add(new Next("", w.laptop(Laptop.IDLE, Verb.NONE)));
        } else {
          recover(w, out);
        }
      }
      case RECOVERS -> recover(w, out);
      case WRITES_CONFIRMED ->
          out.add(
              new Next(
                  "journal",
                  w.laptop(Laptop.SENDS, Verb.FORGET).change(d -> d.journal = Journal.CONFIRMED)));
      case WRITES_ROLLED ->
          out.add(
              new Next(
                  "journal",
                  w.laptop(Laptop.SENDS, Verb.FORGET).change(d -> d.journal = Journal.ROLLED)));
      case DOWN ->
          out.add(
              new Next(
                  "laptop back",
                  w.laptop(
                      w.journal() == Journal.NONE ? Laptop.IDLE : Laptop.RECOVERS, Verb.NONE)));
      case IDLE -> {}
    }
  }

  private static void yes(World w, List<Next> out) {
    switch (w.about()) {
      case ARM -> out.add(new Next("", w.laptop(Laptop.SENDS, Verb.APPLY)));
      case APPLY -> {
        if (w.journal() == Journal.NONE) {
          out.add(new Next("", w.laptop(Laptop.INTENDS, Verb.NONE)));
        } else {
          out.add(new Next("user confirms", send(w, Verb.CONFIRM)));
          out.add(new Next("user rolls back", send(w, Verb.ROLLBACK)));
        }
      }
      case CONFIRM -> out.add(new Next("tell confirmed", tell(w, Told.CONFIRMED)));
      case ROLLBACK -> out.add(new Next("tell rolled", tell(w, Told.ROLLED)));
      default -> out.add(new Next("", w.laptop(Laptop.IDLE, Verb.NONE)));
    }
  }

  private static World tell(World w, Told told) {
    Laptop next = told == Told.CONFIRMED ? Laptop.WRITES_CONFIRMED : Laptop.WRITES_ROLLED;
    return w.laptop(next, Verb.NONE).change(d -> d.told = told);
  }

  /// This computer asks how the change stands; the answer is read under the lock.
  private void recover(World w, List<Next> out) {
    boolean free = w.holder().equals(Run.NOBODY) || !has(Rule.LOCK);
    if (w.awaits() || !free) {
      return;
    }
    Record t = w.record();
    if (w.journal() == Journal.NONE) {
      out.add(new Next("nothing known", w.laptop(Laptop.IDLE, Verb.NONE)));
    } else if (w.journal() != Journal.INTENT) {
      out.add(
          new Next(
              "",
              t.isFinal()
                  ? w.laptop(Laptop.SENDS, Verb.FORGET)
                  : w.laptop(Laptop.IDLE, Verb.NONE)));
    } else if (!t.is()) {
      World known = w.change(d -> d.journal = Journal.ROLLED);
      out.add(new Next("host has none", known.laptop(Laptop.IDLE, Verb.NONE)));
    } else if (t.state() == State.CONFIRMED) {
      World synced = has(Rule.SYNC_BEFORE_REPORT) ? w.change(d -> d.recordOnDisk = d.record) : w;
      out.add(new Next("learn confirmed", tell(synced, Told.CONFIRMED)));
    } else if (t.state() == State.ROLLED) {
      out.add(new Next("learn rolled", tell(w, Told.ROLLED)));
    } else {
      out.add(new Next("recover: rollback", send(w, Verb.ROLLBACK)));
    }
  }

  // --- faults -------------------------------------------------------------------------------

  private void faults(World w, List<Next> out) {
    Budget left = w.left();
    if (left.crashes() > 0 && w.laptop() != Laptop.IDLE) {
      out.add(new Next("CRASH laptop", crash(w)));
    }
    if (left.kills() > 0) {
      kills(w, out);
    }
    if (left.reboots() > 0) {
      World up = booted(w, w.record(), w.file(), w.guard());
      out.add(new Next("REBOOT", up.change(d -> d.left = left.lessReboot())));
    }
    if (left.powerLosses() > 0) {
      for (Record record : pair(w.record(), w.recordOnDisk())) {
        for (Value file : pair(w.file(), w.fileOnDisk())) {
          for (Boolean guard : pair(w.guard(), w.guardOnDisk())) {
            World up = booted(w, record, file, guard);
            out.add(new Next("POWER LOSS", up.change(d -> d.left = left.lessPower())));
          }
        }
      }
    }
    if (left.drifts() > 0) {
      World r =
          w.change(
              d -> {
                d.runtime = Value.FOREIGN;
                d.foreignRuntime = Foreign.THERE;
                d.left = left.lessDrift();
              });
      out.add(new Next("DRIFT of the runtime value", r));
      World p =
          w.change(
              d -> {
                d.file = Value.FOREIGN;
                d.fileOnDisk = Value.FOREIGN;
                d.foreignFile = Foreign.THERE;
                d.left = left.lessDrift();
              });
      out.add(new Next("DRIFT of the file", p));
    }
    if (left.others() > 0 && w.record().is() && !w.runs(Verb.ROLLBACK)) {
      World other =
          w.change(
              d -> {
                d.running = w.with(new Run(Verb.ROLLBACK, 0, false));
                d.left = left.lessOther();
              });
      out.add(new Next("OTHER COMPUTER rolls back", other));
    }
  }

  private static <T> Set<T> pair(T a, T b) {
    return new LinkedHashSet<>(List.of(a, b));
  }

  /// This computer dies or loses the link; a verb that runs lives on, and nobody hears its reply.
  private static World crash(World w) {
    Run holder = w.holder();
    return w.laptop(Laptop.DOWN, Verb.NONE)
        .change(
            d -> {
              d.left = w.left().lessCrash();
              d.running =
                  w.running().stream().map(r -> new Run(r.verb(), r.line(), false)).toList();
              d.holder = holder.equals(Run.NOBODY) ? holder : new Run(holder.verb(), 0, false);
            });
  }

  private void kills(World w, List<Next> out) {
    for (int i = 0; i < w.running().size(); i++) {
      Run run = w.running().get(i);
      // A repeating timer is not troubled by a kill; a single shot is.
      boolean spared = run.verb() == Verb.TIMER && has(Rule.TIMER_REPEATS);
      if (run.verb() != Verb.BOOT && !spared) {
        int index = i;
        World killed =
            w.change(
                d -> {
                  d.running = w.without(index);
                  d.holder = w.holder().equals(run.who()) ? Run.NOBODY : w.holder();
                  d.left = w.left().lessKill();
                });
        out.add(new Next("KILL " + run.verb(), killed));
      }
    }
  }

  private World booted(World w, Record record, Value file, boolean guard) {
    boolean cut =
        switch (w.laptop()) {
          case WAITS, YES, NO, RECOVERS -> true;
          case SENDS -> w.about() != Verb.ARM;
          default -> false;
        };
    World up = cut ? w.laptop(Laptop.RECOVERS, Verb.NONE) : w;
    return up.change(
        d -> {
          d.record = lasting ? record : Record.NONE;
          d.recordOnDisk = d.record;
          d.file = file;
          d.fileOnDisk = file;
          d.guard = guard;
          d.guardOnDisk = guard;
          d.runtime = file == Value.OLD ? Value.BOOT : file;
          d.timer = false;
          d.boot = w.boot() + 1;
          d.running = guard ? List.of(new Run(Verb.BOOT, 0, false)) : List.of();
          d.holder = Run.NOBODY;
          d.foreignRuntime = Foreign.NONE;
        });
  }

  // --- what must never be -------------------------------------------------------------------

  private static boolean quiet(World w) {
    return w.running().isEmpty() && !w.timer() && w.laptop() == Laptop.IDLE;
  }

  private Optional<String> violation(World w) {
    if (w.touched() && w.journal() == Journal.NONE) {
      return Optional.of("effect on the host without a durable intent");
    }
    if (w.foreignRuntime() == Foreign.OVERWRITTEN) {
      return Optional.of("rollback overwrote somebody else's runtime value");
    }
    if (w.foreignFile() == Foreign.OVERWRITTEN) {
      return Optional.of("rollback overwrote somebody else's file");
    }
    return (quiet(w) ? atRest(w) : Optional.<String>empty()).or(() -> stuck(w));
  }

  private Optional<String> atRest(World w) {
    boolean kept = w.told() == Told.CONFIRMED || w.journal() == Journal.CONFIRMED;
    if (lasting && kept && w.file() == Value.OLD) {
      return Optional.of("told or written down as kept, but the host holds the old value");
    }
    if (!kept && w.runtime() == Value.OURS) {
      return Optional.of("unconfirmed runtime value left behind, nothing armed");
    }
    if (!kept && w.file() == Value.OURS) {
      return Optional.of("unconfirmed file left behind, nothing armed");
    }
    return w.journal() == Journal.INTENT
        ? Optional.of("open intent, but this computer is idle")
        : Optional.empty();
  }

  /// Nobody would ever act if this computer did not come back.
  private static Optional<String> stuck(World w) {
    boolean still = w.running().isEmpty() && !w.timer() && w.holder().equals(Run.NOBODY);
    Record t = w.record();
    if (!still || !t.is() || t.isFinal()) {
      return Optional.empty();
    }
    boolean here = t.boot() == w.boot();
    boolean runtimeOurs = w.runtime() == Value.OURS && here;
    boolean ours = runtimeOurs || w.file() == Value.OURS;
    if (ours && !w.guard()) {
      return Optional.of("host left with our value, no timer, no boot guard");
    }
    boolean atNextBoot = w.boot() > 0 && w.file() == Value.OURS && !here;
    return runtimeOurs && !atNextBoot
        ? Optional.of("host left with our runtime value and no timer")
        : Optional.empty();
  }
}
