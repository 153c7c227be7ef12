package initscope.tuning;

import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.ChangeRow.Place;
import initscope.tuning.journal.Transaction;
import initscope.tuning.model.Budget;
import initscope.tuning.model.Ending;
import initscope.tuning.model.ProtocolModel;
import initscope.tuning.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What must hold, after each thing that happens on the host and at the end.
///
/// At the end the run is also compared with the protocol's model: whether the user was told last, or can read in the journal, that the
/// change is kept, what the journal says (what needs a person, and drift, count as rolled back), whether the runtime values and the
/// files are old, ours or somebody else's, and whether the host still holds a record, must together be an {@link Ending} that the
/// model reaches with at most the faults that happened. A change that was refused before its intent is not in the model. A call that fails counts as a kill of its verb; a second computer's verb that ends one that hangs as a
/// kill and a rollback by the other.
final class ScheduleOracle {
  static final String BOOT = "boot";
  private static final List<String> STATES =
      List.of("PREP", "ARMED", "CONFIRMING", "CONFIRMED", "ROLLING", "ROLLED", "DRIFT");
  private static final Set<String> OPEN = Set.of("PREP", "ARMED", "CONFIRMING", "ROLLING");
  private static final Map<String, Set<Ending>> ENDINGS = new ConcurrentHashMap<>();

  private final ChangeRow.Prepared prepared;
  private final MemoryJournal journal;
  private final List<String> violations = new ArrayList<>();
  private boolean looking = true;
  private boolean toldKept;
  private Optional<Ending> ending = Optional.empty();

  ScheduleOracle(ChangeRow.Prepared prepared, MemoryJournal journal) {
    this.prepared = prepared;
    this.journal = journal;
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  Optional<Ending> ending() {
    return ending;
  }

  void look(boolean on) {
    looking = on;
  }

  private void wrong(String what) {
    violations.add(what);
  }

  private List<Place> places() {
    List<Place> all = new ArrayList<>(prepared.row().runtime());
    all.addAll(prepared.row().files());
    return all;
  }

  private boolean isRuntime(Place place) {
    return prepared.row().runtime().contains(place);
  }

  private static String record(Tree host) {
    return host.has("etc/.initscope/tx/id") ? "etc/.initscope/tx" : "run/initscope/tx";
  }

  /// State of our change, also where the host put it aside for a later one.
  private String state(Tree host) {
    for (String folder : List.of(record(host), aside("etc/.initscope"), aside("run/initscope"))) {
      if (isOurs(host, folder)) {
        return STATES.stream()
            .filter(s -> host.has(folder + "/state-" + s))
            .findFirst()
            .orElse("NONE");
      }
    }
    return "NONE";
  }

  private boolean isOurs(Tree host, String folder) {
    String id = host.text(folder + "/id").orElse("").strip();
    return journal.all.keySet().stream().anyMatch(i -> i.hex().equals(id));
  }

  private String aside(String folder) {
    return folder
        + "/done-"
        + journal.all.keySet().stream().findFirst().map(TxId::hex).orElse("none");
  }

  private boolean kept() {
    return toldKept || journal.all.values().stream().anyMatch(t -> t.state() == TxState.CONFIRMED);
  }

  // --- after each thing that happens ----------------------------------------------------------

  void step(Tree before, Tree after, String how) {
    if (!looking) {
      return;
    }
    for (Place place : places()) {
      overwritten(before, after, place, how);
    }
    List<Place> ours =
        places().stream().filter(p -> prepared.value(after, p) == Value.OURS).toList();
    if (ours.isEmpty()) {
      return;
    }
    if (journal.all.isEmpty()) {
      wrong("after " + how + ": effect without an intent in the journal");
    }
    String state = state(after);
    if (OPEN.contains(state)) {
      stuck(after, ours, how);
    } else if (!state.equals("CONFIRMED") && !kept()) {
      wrong(
          "after "
              + how
              + ": lost snapshot: ours in "
              + ours
              + ", but the host's record is "
              + state);
    }
  }

  private void overwritten(Tree before, Tree after, Place place, String how) {
    Value was = prepared.value(before, place);
    Value is = prepared.value(after, place);
    boolean runtime = isRuntime(place);
    if (how.equals(BOOT) && runtime) {
      if (is == Value.OLD && prepared.turnedByHand(place)) {
        wrong("after boot: the value that the boot set was overwritten in " + place.path());
      }
      return;
    }
    boolean theirs = was == Value.FOREIGN || (was == Value.BOOT && runtime);
    if (theirs && is != was && !inFlight(before, place)) {
      wrong("after " + how + ": blindly overwrote " + was + " by " + is + " in " + place.path());
    }
  }

  /// Begun and not observed, in the boot of the write: whatever it is, it is taken for ours.
  private boolean inFlight(Tree host, Place place) {
    String folder = record(host);
    boolean here = host.text(folder + "/boot").equals(host.text("proc/sys/kernel/random/boot_id"));
    for (String path : host.below(folder + "/")) {
      if (path.endsWith(".item")
          && host.text(path).orElse("").lines().anyMatch(("/" + place.path())::equals)) {
        String item = path.substring(0, path.length() - ".item".length());
        boolean observed = host.text(item + ".after").orElse("").endsWith("end\n");
        return here && isRuntime(place) && host.has(item + ".begin") && !observed;
      }
    }
    return false;
  }

  private void stuck(Tree host, List<Place> ours, String how) {
    boolean timer = timer(host);
    boolean unit =
        host.has("etc/systemd/system/initscope-guard.service")
            && host.has("etc/systemd/system/sysinit.target.wants/initscope-guard.service");
    boolean here =
        host.text(record(host) + "/boot").equals(host.text("proc/sys/kernel/random/boot_id"));
    boolean runtimeHere = here && ours.stream().anyMatch(this::isRuntime);
    boolean file = ours.stream().anyMatch(p -> !isRuntime(p));
    if (!timer && (runtimeHere || !unit)) {
      wrong("after " + how + ": stuck: ours in " + ours + ", no timer, unit " + unit);
    }
    if (file && !unit) {
      wrong("after " + how + ": a boot would leave our file: no unit in state " + state(host));
    }
  }

  private static boolean timer(Tree host) {
    return !host.below("run/timers/").isEmpty() || !host.below("var/spool/at/").isEmpty();
  }

  // --- at the end -----------------------------------------------------------------------------

  void atRest(Tree host, boolean confirmedTold) {
    toldKept = confirmedTold;
    for (Transaction tx : journal.open()) {
      wrong("at rest: open: " + tx.state() + " " + tx.note());
    }
    boolean ourRecord = !state(host).equals("NONE");
    if (OPEN.contains(state(host))) {
      wrong("at rest: the host is in " + state(host));
    }
    for (Place place : places()) {
      if (prepared.value(host, place) == Value.OURS && !kept()) {
        wrong("at rest: ours in " + place.path() + ", not confirmed");
      }
      if (prepared.value(host, place) == Value.OLD && kept() && !isRuntime(place)) {
        wrong("at rest: told or written down as kept, but old in " + place.path());
      }
    }
    if (timer(host)) {
      wrong("at rest: a timer is armed");
    }
    String written =
        journal.all.values().stream()
            .map(t -> t.state() == TxState.CONFIRMED ? "CONFIRMED" : "ROLLED")
            .findFirst()
            .orElse("NONE");
    ending =
        Optional.of(
            new Ending(
                confirmedTold || written.equals("CONFIRMED"),
                written,
                value(host, prepared.row().runtime()),
                value(host, prepared.row().files()),
                ourRecord));
  }

  /// Nothing of ours stays beside a target, and no unit. After a loss of power something may: no removal is synced for its own sake.
  void leftBehind(Tree host) {
    for (String folder : List.of("etc/systemd/", "etc/sysctl.d/")) {
      for (String path : host.below(folder)) {
        boolean target = places().stream().anyMatch(p -> p.path().equals(path));
        boolean folderOfUnits = path.endsWith("sysinit.target.wants");
        if (!target && !folderOfUnits && !prepared.before().has(path)) {
          wrong("at rest: left behind: " + path);
        }
      }
    }
  }

  private Value value(Tree host, List<Place> where) {
    Set<Value> seen = EnumSet.noneOf(Value.class);
    where.forEach(p -> seen.add(prepared.value(host, p)));
    for (Value value : Arrays.asList(Value.FOREIGN, Value.OURS)) {
      if (seen.contains(value)) {
        return value;
      }
    }
    return Value.OLD;
  }

  /// What was told or written down as kept must be there after a loss of power; {@link #step} saw to the rest.
  void afterPowerLoss(Tree host, boolean confirmedTold) {
    toldKept = confirmedTold;
    for (Place place : prepared.row().files()) {
      if (kept() && prepared.value(host, place) == Value.OLD) {
        wrong("after a loss of power: told or written down as kept, but old in " + place.path());
      }
    }
  }

  /// Compares the ending with those of the model.
  Optional<String> notInModel(Budget budget) {
    boolean lasting = prepared.row().lasting();
    Set<Ending> allowed =
        ENDINGS.computeIfAbsent(
            lasting + " " + budget,
            k -> new ProtocolModel(Set.of(), lasting).explore(budget).endings());
    return ending
        .filter(e -> !journal.all.isEmpty() && !allowed.contains(e))
        .map(e -> "the model does not allow " + e + " with faults " + budget);
  }
}
