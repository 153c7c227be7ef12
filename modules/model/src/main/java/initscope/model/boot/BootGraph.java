package initscope.model.boot;

import initscope.model.boot.PathStep.Gap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// Which units waited for which in a boot. A unit waited for another where it is ordered after it and began when the other was done: what it
/// is ordered after and what was done later, since it was started again or never asked for, it did not wait for. This is where it differs from
/// {@code systemd-analyze critical-chain}, which names those too.
///
/// A unit that began a while after all it waited for keeps that gap in predictions; one that a device, socket, timer or path began keeps its
/// time.
public final class BootGraph {
  /// Each prediction goes over the whole graph: so many of the longest steps of a path have one.
  private static final int MOST_PREDICTED = 300;

  /// systemd does one thing after the other: what is nearer than this needs no reason.
  private static final long AT_ONCE_NANOS = 20_000_000L;

  private static final List<String> ANNOUNCES =
      List.of("systemd-udevd.service", "systemd-udev-trigger.service");

  private final Boot boot;
  private final List<BootUnit> nodes = new ArrayList<>();
  private final Map<String, Integer> index = new HashMap<>();
  private final long[] starts;
  private final long[] dones;
  private final int[][] before;
  private final long begin;
  private final long floor;

  private BootGraph(Boot boot) {
    this.boot = boot;
    for (BootUnit unit : boot.units()) {
      if (unit.inactiveExitNanos().isPresent()
          && unit.activatingNanos().isPresent()
          && index.putIfAbsent(unit.name(), nodes.size()) == null) {
        nodes.add(unit);
      }
    }
    starts = new long[nodes.size()];
    dones = new long[nodes.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = nodes.get(i).inactiveExitNanos().getAsLong();
      dones[i] = starts[i] + nodes.get(i).activatingNanos().getAsLong();
    }
    before = waitedFor();
    begin =
        boot.times()
            .userspaceAtNanos()
            .orElseGet(() -> Arrays.stream(starts).min().orElse(0)); // a plot that tells no phases
    floor =
        Math.max(begin, boot.stages().stream().mapToLong(BootStage::endNanos).max().orElse(begin));
  }

  /// The graph of a boot.
  public static BootGraph of(Boot boot) {
    return new BootGraph(boot);
  }

  private int[][] waitedFor() {
    List<Set<Integer>> sets = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      sets.add(new HashSet<>());
    }
    for (int i = 0; i < nodes.size(); i++) {
      for (String name : nodes.get(i).links(LinkKind.AFTER)) {
        add(sets, index.getOrDefault(name, -1), i);
      }
      for (String name : nodes.get(i).links(LinkKind.BEFORE)) {
        add(sets, i, index.getOrDefault(name, -1));
      }
    }
    announced(sets);
    return sets.stream()
        .map(set -> set.stream().mapToInt(Integer::intValue).sorted().toArray())
        .toArray(int[][]::new);
  }

  /// Nothing orders a device, but udev announces it: not before it runs, and those that were there from the kernel's start not before it is
  /// told of them again.
  private void announced(List<Set<Integer>> sets) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).name().endsWith(".device") && sets.get(i).isEmpty()) {
        for (String name : ANNOUNCES) {
          add(sets, index.getOrDefault(name, -1), i);
        }
      }
    }
  }

  private void add(List<Set<Integer>> sets, int first, int second) {
    boolean waited = first >= 0 && second >= 0 && first != second && dones[first] <= starts[second];
    // of two that began and were done at one moment each could have been first: the unit's own
    // order decides
    if (waited && !(starts[first] == starts[second] && sets.get(first).contains(second))) {
      sets.get(second).add(first);
    }
  }

  /// The last unit of the boot's own chain: what {@code default.target} was, as far as the units tell.
  public Optional<String> defaultTarget() {
    Set<String> chain = new LinkedHashSet<>();
    boot.words().chain().forEach(line -> chain.add(line.name()));
    boolean alone = boot.units().stream().allMatch(u -> chain.contains(u.name()));
    if (alone && !chain.isEmpty()) { // a chain that somebody asked for is of its root
      return chain.stream().filter(index::containsKey).findFirst();
    }
    for (String name : List.of("graphical.target", "multi-user.target", "default.target")) {
      if (index.containsKey(name) && inBoot(index.getOrDefault(name, -1))) {
        return Optional.of(name);
      }
    }
    return nodes.stream()
        .filter(u -> u.name().endsWith(".target") && inBoot(index.getOrDefault(u.name(), -1)))
        .max(Comparator.comparingLong(u -> u.activeEnterNanos().orElse(0)))
        .map(BootUnit::name);
  }

  private boolean inBoot(int node) {
    OptionalLong finish = boot.times().finishAtNanos();
    return node >= 0 && (finish.isEmpty() || starts[node] <= finish.getAsLong());
  }

  /// Whether the last start of a unit belongs to the boot: one that was started, or started again, after the boot was over does not.
  public boolean startedInBoot(String unit) {
    return inBoot(index.getOrDefault(unit, -1));
  }

  /// The critical path to a unit; empty where the unit was never up, or nothing tells when.
  public Optional<CriticalPath> pathTo(String unit) {
    int target = index.getOrDefault(unit, -1);
    if (target < 0 || !ordered()) {
      return Optional.empty();
    }
    Set<Integer> back = new LinkedHashSet<>(); // stamps that are all equal can go in a circle
    for (int at = target; at >= 0 && back.add(at); at = lastOfBoot(at)) {}
    List<Integer> order = ordered(target);
    Set<Integer> heaviest =
        back.stream()
            .sorted(Comparator.comparingLong((Integer at) -> dones[at] - starts[at]).reversed())
            .limit(MOST_PREDICTED)
            .collect(Collectors.toSet());
    List<PathStep> steps = new ArrayList<>();
    int previous = -1;
    for (int at : List.copyOf(back).reversed()) {
      steps.add(step(order, target, at, previous, heaviest.contains(at)));
      previous = at;
    }
    return Optional.of(new CriticalPath(unit, begin, dones[target], steps, slack(order, target)));
  }

  private PathStep step(List<Integer> order, int target, int at, int previous, boolean predicted) {
    long from = Math.max(starts[at], begin);
    long gap = from - (previous < 0 ? begin : dones[previous]);
    long instant = predicted ? dones[target] - simulate(order, target, at, -1, -1) : 0;
    long unordered =
        predicted && previous >= 0 ? dones[target] - simulate(order, target, -1, at, previous) : 0;
    return new PathStep(
        nodes.get(at).name(), gap, why(at, gap, previous < 0), from, dones[at], instant, unordered);
  }

  /// The last one that a unit waited for; -1 where that was done before userspace began, as what the initrd left is.
  private int lastOfBoot(int node) {
    int last = last(node);
    return last >= 0 && dones[last] < begin ? -1 : last;
  }

  /// Whether anything tells what units are ordered after: a plot of most versions does not.
  private boolean ordered() {
    return nodes.stream()
        .anyMatch(u -> !u.links(LinkKind.AFTER).isEmpty() || !u.links(LinkKind.BEFORE).isEmpty());
  }

  private Gap why(int at, long gap, boolean first) {
    BootUnit unit = nodes.get(at);
    if (gap <= AT_ONCE_NANOS) {
      return Gap.NONE;
    }
    if (unit.name().endsWith(".device")) {
      return Gap.DEVICE;
    }
    if (first && !boot.stages().isEmpty()) {
      return Gap.MANAGER;
    }
    return isTriggered(at) ? Gap.TRIGGERED : Gap.UNKNOWN;
  }

  private boolean isTriggered(int at) {
    return !nodes.get(at).links(LinkKind.TRIGGERED_BY).isEmpty();
  }

  /// The one of those a unit waited for that was done last; -1 for none.
  private int last(int node) {
    int last = -1;
    for (int one : before[node]) {
      if (last < 0 || dones[one] > dones[last]) {
        last = one;
      }
    }
    return last;
  }

  /// All that a unit waited for, and itself, each after those it waited for.
  private List<Integer> ordered(int target) {
    List<Integer> order = new ArrayList<>();
    boolean[] seen = new boolean[nodes.size()];
    int[] next = new int[nodes.size()];
    Deque<Integer> stack = new ArrayDeque<>(List.of(target));
    seen[target] = true;
    while (!stack.isEmpty()) {
      int at = stack.peek();
      if (next[at] == before[at].length) {
        order.add(stack.pop());
      } else {
        int one = before[at][next[at]++];
        if (!seen[one]) {
          seen[one] = true;
          stack.push(one);
        }
      }
    }
    return order;
  }

  /// When the target is done where one unit takes no time, or one no longer waits for another.
  private long simulate(List<Integer> order, int target, int instant, int unit, int dropped) {
    long[] done = new long[nodes.size()];
    for (int at : order) {
      long waited = floor;
      for (int one : before[at]) {
        if (at != unit || one != dropped) {
          waited = Math.max(waited, done[one]);
        }
      }
      long lag = lag(at);
      long start = ownTime(at, lag) ? starts[at] : Math.min(starts[at], waited + lag);
      done[at] = start + (at == instant ? 0 : dones[at] - starts[at]);
    }
    return done[target];
  }

  /// Whether something else than what it is ordered after began it.
  private boolean ownTime(int at, long lag) {
    return nodes.get(at).name().endsWith(".device") || isTriggered(at) && lag > AT_ONCE_NANOS;
  }

  /// How long after all that it waited for a unit began.
  private long lag(int at) {
    int last = last(at);
    return Math.max(0, starts[at] - Math.max(floor, last < 0 ? floor : dones[last]));
  }

  private Map<String, Long> slack(List<Integer> order, int target) {
    long[] latest = new long[nodes.size()];
    Arrays.fill(latest, Long.MAX_VALUE);
    latest[target] = dones[target];
    Map<String, Long> slack = new HashMap<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      int at = order.get(i);
      slack.put(nodes.get(at).name(), latest[at] - dones[at]);
      int last = last(at);
      long takes = last < 0 ? 0 : dones[at] - dones[last];
      for (int one : before[at]) {
        latest[one] = Math.min(latest[one], latest[at] - takes);
      }
    }
    return slack;
  }

  /// What a change would have won for a unit; empty where the units are not known, or it did not wait that way.
  public Optional<Prediction> predict(WhatIf question, String unit) {
    int target = index.getOrDefault(unit, -1);
    if (target < 0) {
      return Optional.empty();
    }
    List<Integer> order = ordered(target);
    OptionalLong predicted =
        switch (question) {
          case WhatIf.Instant(String name) -> instant(order, target, name);
          case WhatIf.Unordered(String name, String after) -> unordered(order, target, name, after);
        };
    return predicted.isEmpty()
        ? Optional.empty()
        : Optional.of(new Prediction(question, unit, dones[target], predicted.getAsLong()));
  }

  private OptionalLong instant(List<Integer> order, int target, String name) {
    int node = index.getOrDefault(name, -1);
    return order.contains(node)
        ? OptionalLong.of(simulate(order, target, node, -1, -1))
        : OptionalLong.empty();
  }

  private OptionalLong unordered(List<Integer> order, int target, String name, String after) {
    int node = index.getOrDefault(name, -1);
    int dropped = index.getOrDefault(after, -1);
    boolean waited =
        order.contains(node) && Arrays.stream(before[node]).anyMatch(one -> one == dropped);
    return waited
        ? OptionalLong.of(simulate(order, target, -1, node, dropped))
        : OptionalLong.empty();
  }

  /// The units that a unit waited for itself, those that were done last first.
  public List<String> waitedFor(String unit) {
    int node = index.getOrDefault(unit, -1);
    if (node < 0) {
      return List.of();
    }
    return Arrays.stream(before[node])
        .boxed()
        .sorted(Comparator.comparingLong((Integer one) -> dones[one]).reversed())
        .map(one -> nodes.get(one).name())
        .toList();
  }
}
