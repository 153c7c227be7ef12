package initscope.collect;

import initscope.collect.steps.Catalogue;
import java.util.ArrayList;
import java.util.List;

/// How to capture.
///
/// @param mode {@code attach} or {@code cold-start}
/// @param with steps, or prefixes of their ids, to run that are not run by default
/// @param without steps, or prefixes of their ids, to leave out
/// @param allow what the user consents to: {@code stop}, {@code restart}, {@code change}
/// @param lapse how a time-lapse is taken, where that step runs
/// @param perf how perf records, where its steps run
/// @param start how a start is watched, in mode {@code cold-start}
/// @param tool name and version, for {@code capture.json}
public record CollectOptions(
    String mode,
    List<String> with,
    List<String> without,
    List<String> allow,
    LapseOptions lapse,
    PerfOptions perf,
    StartOptions start,
    String tool) {
  /// Attach, nothing special.
  public static final CollectOptions ATTACH =
      new CollectOptions("attach", List.of(), List.of(), List.of(), "InitScope");

  /// Keeps immutable copies.
  public CollectOptions {
    with = List.copyOf(with);
    without = List.copyOf(without);
    allow = List.copyOf(allow);
  }

  /// With the usual time-lapse and perf.
  public CollectOptions(
      String mode, List<String> with, List<String> without, List<String> allow, String tool) {
    this(
        mode,
        with,
        without,
        allow,
        LapseOptions.DEFAULT,
        PerfOptions.DEFAULT,
        StartOptions.DEFAULT,
        tool);
  }

  /// The same without some steps.
  public CollectOptions without(String... steps) {
    return new CollectOptions(mode, with, List.of(steps), allow, lapse, perf, start, tool);
  }

  /// The same with consents.
  public CollectOptions allowing(String... consents) {
    return new CollectOptions(mode, with, without, List.of(consents), lapse, perf, start, tool);
  }

  /// The same with a time-lapse.
  public CollectOptions withTimeLapse(LapseOptions how) {
    List<String> more = new ArrayList<>(with);
    more.add(Catalogue.TIME_LAPSE);
    return new CollectOptions(mode, more, without, allow, how, perf, start, tool);
  }

  /// The same with steps of perf, or all of them by their prefix {@code perf}.
  public CollectOptions withPerf(PerfOptions how, String... steps) {
    List<String> more = new ArrayList<>(with);
    more.addAll(List.of(steps));
    return new CollectOptions(mode, more, without, allow, lapse, how, start, tool);
  }
}
