package initscope.evidence.join;

import initscope.formats.proc.CgroupDecoder;
import initscope.formats.proc.LimitsDecoder;
import initscope.formats.proc.ProcStatDecoder;
import initscope.formats.proc.ProcStatusDecoder;
import initscope.model.Line;
import initscope.model.host.ProcStat;
import initscope.model.host.ProcStatus;
import initscope.model.host.ProcessFacts;
import initscope.model.host.ProcessFacts.Child;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The target process.
final class ProcessJoin {
  private static final String DELETED = " (deleted)";

  private ProcessJoin() {}

  static Optional<ProcessFacts> facts(Pieces pieces, OptionalLong captured) {
    Optional<ProcStat> stat = pieces.decode("proc/stat", new ProcStatDecoder()).flatMap(s -> s);
    Optional<ProcStatus> status =
        pieces.decode("proc/status", new ProcStatusDecoder()).filter(s -> !s.fields().isEmpty());
    OptionalLong pid = captured;
    if (pid.isEmpty() && stat.isPresent()) {
      pid = OptionalLong.of(stat.get().pid());
    }
    if (pid.isEmpty() && status.isPresent()) {
      pid = status.get().number("Pid");
    }
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> exe = pieces.text("proc/exe");
    boolean deleted = exe.filter(e -> e.endsWith(DELETED)).isPresent();
    return Optional.of(
        new ProcessFacts(
            pid.getAsLong(),
            pieces.get("proc/cmdline").map(ProcessJoin::arguments),
            exe.map(e -> deleted ? e.substring(0, e.length() - DELETED.length()) : e),
            deleted,
            status,
            stat,
            stat.isPresent() ? OptionalLong.of(stat.get().startNanos()) : OptionalLong.empty(),
            pieces.get("proc/stat").map(Piece::startNanos).orElse(OptionalLong.empty()),
            pieces.list("proc/limits", new LimitsDecoder()),
            pieces.list("proc/cgroup", new CgroupDecoder()),
            pieces.get("proc/children").map(ProcessJoin::children).orElse(List.of()),
            Optional.empty()));
  }

  private static List<String> arguments(Piece cmdline) {
    String text = cmdline.bytes().first(1 << 20).utf8();
    String whole = text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
    return Arrays.asList(whole.split("\0", -1));
  }

  private static List<Child> children(Piece lines) {
    List<Child> children = new ArrayList<>();
    for (Line line : lines.bytes().lines()) {
      child(line.text()).ifPresent(children::add);
    }
    return children;
  }

  /// {@code PID STATE COMM}.
  private static Optional<Child> child(String text) {
    int first = text.indexOf(' ');
    boolean fits =
        first > 0
            && first < 12
            && text.length() > first + 3
            && text.charAt(first + 2) == ' '
            && text.substring(0, first).chars().allMatch(c -> c >= '0' && c <= '9');
    return fits
        ? Optional.of(
            new Child(
                Long.parseLong(text.substring(0, first)),
                text.substring(first + 3),
                text.charAt(first + 1)))
        : Optional.empty();
  }
}
