package initscope.collect.program;

import initscope.collect.Plan;
import initscope.collect.steps.Catalogue;
import java.util.List;
import java.util.Map;

/// The entries that perf gives, whichever of its steps runs: both record at the same time and are told as one.
public final class PerfEntries {
  /// What was run for each.
  private static final Map<String, List<String>> ARGV =
      Map.of(
          "perf/script.gz", List.of("perf", "script"),
          "perf/script.zst", List.of("perf", "script"),
          "perf/script", List.of("perf", "script"),
          "perf/header", List.of("perf", "script", "--header-only", "-I"),
          "perf/buildids", List.of("perf", "buildid-list"),
          "perf/record.stderr", List.of("perf", "record"),
          "perf/facts", List.of());

  private PerfEntries() {}

  /// Whether a block is one of them.
  static boolean has(String block) {
    return ARGV.containsKey(block);
  }

  static List<String> argv(String block) {
    return ARGV.getOrDefault(block, List.of());
  }

  /// The step they count for: the first of those that run.
  public static String owner(Plan plan) {
    return plan.runs(Catalogue.PERF_CPU) ? Catalogue.PERF_CPU : Catalogue.PERF_SCHED;
  }
}
