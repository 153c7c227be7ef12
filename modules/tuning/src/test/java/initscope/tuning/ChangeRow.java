package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.model.Value;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.Planner;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// A kind of change that schedules exercise. To add a kind: a row in {@link #ALL}.
///
/// @param name shown in messages
/// @param lasting whether confirm writes what outlives a boot
/// @param setup what the host holds before, besides what {@link FakeHost} makes
/// @param changes ours
/// @param others what a second computer would like instead, of the same things
/// @param runtime what holds the values on trial
/// @param files what holds what lasts; empty where nothing does
record ChangeRow(
    String name,
    boolean lasting,
    HostRuns.Setup setup,
    List<Change> changes,
    List<Change> others,
    List<Place> runtime,
    List<Place> files) {
  /// A file of a {@link FakeHost} that holds a value.
  ///
  /// @param path below the root
  /// @param foreign what somebody else would write there
  record Place(String path, String foreign) {
    @Override
    public String toString() {
      return path;
    }
  }

  private static final Place SWAPPINESS = new Place("proc/sys/" + FakeHost.SWAPPINESS, "33\n");
  private static final Place RMEM = new Place("proc/sys/" + FakeHost.RMEM, "1\t2\t3\n");
  private static final Place OWN = new Place(FakeHost.OWN, "vm.swappiness = 33\n");

  static final List<ChangeRow> ALL =
      List.of(
          new ChangeRow(
              "sysctl",
              true,
              host -> {},
              List.of(
                  Bench.set("vm.swappiness", "1"),
                  Bench.set("net.ipv4.tcp_rmem", "4096 87380 16777216")),
              List.of(Bench.set("vm.swappiness", "7")),
              List.of(SWAPPINESS, RMEM),
              List.of(OWN)),
          new ChangeRow(
              "sysctl until boot",
              false,
              host -> {},
              List.of(Bench.set("vm.swappiness", "1")),
              List.of(Bench.set("vm.swappiness", "7")),
              List.of(SWAPPINESS),
              List.of()),
          new ChangeRow(
              "sysctl with a line of ours before, turned by hand since",
              true,
              host -> {
                host.write(FakeHost.OWN, "# ours\nvm.dirty_ratio = 20\n");
                host.setSysctl("vm/dirty_ratio", "20");
                host.setSysctl(FakeHost.SWAPPINESS, "30");
              },
              List.of(Bench.set("vm.swappiness", "1")),
              List.of(Bench.set("vm.swappiness", "7")),
              List.of(SWAPPINESS),
              List.of(OWN)),
          new ChangeRow(
              "sysctl under atd",
              true,
              FakeHost::useAt,
              List.of(Bench.set("vm.swappiness", "1")),
              List.of(Bench.set("vm.swappiness", "7")),
              List.of(SWAPPINESS),
              List.of(OWN)));

  /// A row with its host and plans.
  ///
  /// @param texts by path: what was before, what a boot sets, what we write
  record Prepared(ChangeRow row, Tree before, Plan plan, Plan otherPlan, Map<String, Texts> texts) {
    Value value(Tree host, Place place) {
      return texts.getOrDefault(place.path(), Texts.NONE).value(host, place);
    }

    /// Whether a value that a boot sets differs from the one before.
    boolean turnedByHand(Place place) {
      Texts t = texts.getOrDefault(place.path(), Texts.NONE);
      return !t.boot().equals(t.old());
    }
  }

  /// @param old before; empty where there is no such file
  /// @param boot after a boot without us
  /// @param ours after we wrote it
  record Texts(String old, String boot, String ours) {
    static final Texts NONE = new Texts("", "", "");

    Value value(Tree host, Place place) {
      String text = squeeze(host.text(place.path()).orElse(""));
      if (text.equals(old)) {
        return Value.OLD;
      }
      if (text.equals(boot)) {
        return Value.BOOT;
      }
      return text.equals(ours) ? Value.OURS : Value.FOREIGN;
    }
  }

  static String squeeze(String text) {
    return text.replace('\t', ' ').strip();
  }

  Prepared prepare(HostRuns runs) throws IOException, Failure {
    Tree before = runs.fresh(setup);
    Plan plan = plan(runs, before, changes);
    Plan otherPlan = plan(runs, before, others);
    TxId id = new TxId("00112233445566778899aabbccddeeff");
    Tree booted = runs.reboot(before, HostRuns.Faults.NONE).after();
    Tree applied =
        steps(
            runs,
            before,
            HostScript.arm(runs.guard(), id, plan, "row"),
            HostScript.verb("any", "apply", id.hex()));
    Tree kept = steps(runs, applied, HostScript.verb("any", "confirm", id.hex()));
    Map<String, Texts> texts = new HashMap<>();
    List<Place> places = new ArrayList<>(runtime);
    places.addAll(files);
    for (Place place : places) {
      texts.put(place.path(), new Texts(at(before, place), at(booted, place), at(kept, place)));
    }
    return new Prepared(this, before, plan, otherPlan, Map.copyOf(texts));
  }

  private static String at(Tree tree, Place place) {
    return squeeze(tree.text(place.path()).orElse(""));
  }

  private static Tree steps(HostRuns runs, Tree start, HostScript... scripts) throws Failure {
    Tree tree = start;
    for (HostScript script : scripts) {
      HostRuns.Outcome outcome = runs.script(tree, script, HostRuns.Faults.NONE);
      if (outcome.reply().exit() != 0) {
        throw new AssertionError(script.step() + ": " + outcome.reply());
      }
      tree = outcome.after();
    }
    return tree;
  }

  private Plan plan(HostRuns runs, Tree tree, List<Change> wanted) throws Failure {
    PlanRequest request = new PlanRequest(wanted, "test", lasting, 600, OptionalLong.empty());
    HostShell shell =
        TestShell.of(script -> runs.script(tree, script, HostRuns.Faults.NONE).reply());
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    var view =
        new Planner(clock, new SplittableRandom(1), "test", runs.guard()).plan(request, shell);
    return view.plan().orElseThrow(() -> new AssertionError(view.findings().toString()));
  }
}
