package initscope.collect;

import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.host.UnitProperties;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a time-lapse looks at, as the host knows it before.
///
/// @param pid its process; empty where it does not run yet
/// @param executable that it is going to run; empty where that is not known
/// @param unit it belongs to, where it was asked for by its unit
/// @param lastPid number that the host had given last before it was asked
record LapseTarget(
    OptionalLong pid, Optional<String> executable, Optional<String> unit, OptionalLong lastPid) {
  /// Asks the host.
  ///
  /// @throws Failure.Usage when several processes run the executable
  static LapseTarget find(HostAccess host, Target target, Progress progress)
      throws Failure, CancelledException {
    return switch (target) {
      case Target.Pid(long pid) -> {
        MemoryAnswers answers = ask(host, "pid", Long.toString(pid), progress);
        boolean there = answers.fact("pid").isPresent();
        OptionalLong found = there ? OptionalLong.of(pid) : OptionalLong.empty();
        yield new LapseTarget(found, Optional.empty(), Optional.empty(), last(answers));
      }
      case Target.Exe(String path) -> exe(host, path, ask(host, "exe", path, progress));
      case Target.Unit(String name) -> unit(name, ask(host, "unit", name, progress));
      case Target.Host() ->
          new LapseTarget(
              OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    };
  }

  /// The same, for the process that is going to run next.
  LapseTarget next() {
    return new LapseTarget(OptionalLong.empty(), executable, unit, lastPid);
  }

  private static MemoryAnswers ask(HostAccess host, String kind, String word, Progress progress)
      throws Failure, CancelledException {
    return MemoryAnswers.of(host, "lapse.sh", progress, kind, word);
  }

  private static LapseTarget exe(HostAccess host, String path, MemoryAnswers answers)
      throws Failure.Usage {
    String found = answers.fact("found").orElse("");
    if (found.indexOf(' ') > 0) {
      throw new Failure.Usage(
          "Several processes run",
          path + " on " + host.name(),
          "choose one: --pid " + found.replace(" ", ", --pid "));
    }
    return new LapseTarget(
        number(found), answers.fact("exists").map(there -> path), Optional.empty(), last(answers));
  }

  private static LapseTarget unit(String name, MemoryAnswers answers) {
    List<UnitProperties> units = new SystemctlShowDecoder().decode(answers.block("unit")).value();
    Optional<UnitProperties> unit = units.stream().findFirst();
    OptionalLong pid =
        unit.map(u -> u.number("MainPID")).orElse(OptionalLong.empty()).orElse(0) > 0
            ? unit.orElseThrow().number("MainPID")
            : OptionalLong.empty();
    return new LapseTarget(
        pid,
        unit.flatMap(u -> u.get("ExecStart")).flatMap(LapseTarget::path),
        Optional.of(name),
        last(answers));
  }

  private static OptionalLong last(MemoryAnswers answers) {
    return number(answers.fact("last").orElse(""));
  }

  /// {@code { path=/opt/shop ; argv[]=/opt/shop -v ; ... }}.
  private static Optional<String> path(String start) {
    int at = start.indexOf("path=");
    int end = at < 0 ? -1 : start.indexOf(" ;", at);
    return end < 0 ? Optional.empty() : Optional.of(start.substring(at + 5, end));
  }

  private static OptionalLong number(String word) {
    boolean fits =
        !word.isEmpty() && word.length() < 12 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
  }
}
