package initscope.tuning.export;

import initscope.model.change.AddPolicy;
import initscope.model.change.Change;
import initscope.model.change.PermitDomain;
import initscope.model.change.SetBoolean;
import initscope.model.change.SetCgroup;
import initscope.model.change.SetLabel;
import initscope.model.change.SetLibraryPath;
import initscope.model.change.SetMountOptions;
import initscope.model.change.SetSysctl;
import initscope.model.change.SetUnit;
import initscope.model.finding.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What cannot be handed to an engine, and why: it has no words for it, or it could not take it back.
final class Limits {
  private Limits() {}

  /// All refusals of a change, with the formats that can.
  static List<ExportRefusal> of(Fleet fleet, ExportFormat format) {
    return fleet.changes().stream()
        .flatMap(
            c ->
                refusal(format, c, fleet)
                    .map(why -> new ExportRefusal(c, why, elsewhere(c, fleet)))
                    .stream())
        .toList();
  }

  private static List<ExportFormat> elsewhere(Change change, Fleet fleet) {
    return Arrays.stream(ExportFormat.values())
        .filter(f -> refusal(f, change, fleet).isEmpty())
        .toList();
  }

  private static Optional<Sentence> refusal(ExportFormat format, Change change, Fleet fleet) {
    boolean shell = format == ExportFormat.ANSIBLE || format == ExportFormat.SH;
    boolean roles = format == ExportFormat.ROLE_VARS;
    Optional<Sentence> words =
        Optional.of(Sentence.of("export.words", format.word(), change.kind()));
    String target = change.target();
    return switch (change) {
      case SetSysctl sysctl ->
          shell
              ? Optional.empty()
              : fleet.lasting() ? sysctl(format, sysctl) : notLasting(format, target);
      case SetBoolean _, AddPolicy _ -> shell || roles ? Optional.empty() : words;
      case SetUnit unit -> shell || roles ? unit(format, unit, fleet) : words;
      case SetLibraryPath _ -> shell ? Optional.empty() : words;
      case SetLabel _ ->
          roles
              ? fleet.lasting() ? Optional.empty() : notLasting(format, target)
              : shell ? Optional.of(Sentence.of("export.label", target)) : words;
      case SetMountOptions _ -> Optional.of(Sentence.of("export.mount", target));
      case PermitDomain _ -> Optional.of(Sentence.of("export.permissive", target));
      case SetCgroup _ -> Optional.of(Sentence.of("export.cgroup", target));
    };
  }

  private static Optional<Sentence> notLasting(ExportFormat format, String target) {
    return Optional.of(Sentence.of("export.not_lasting", format.word(), target));
  }

  private static Optional<Sentence> unit(ExportFormat format, SetUnit unit, Fleet fleet) {
    if (new Settings(fleet).dropIn(unit).isEmpty()) {
      return Optional.of(Sentence.of("export.unit.differs", unit.unit()));
    }
    return format == ExportFormat.ROLE_VARS && !fleet.lasting()
        ? notLasting(format, unit.unit())
        : Optional.empty();
  }

  /// tuned takes {@code #} for a comment, quotes off, {@code ${}} for a variable and a leading sign of comparison for a condition; its
  /// older releases know no name with a dot in it, and two names it never sets. The role kernel_settings writes a profile of tuned.
  private static Optional<Sentence> sysctl(ExportFormat format, SetSysctl change) {
    if (format == ExportFormat.SYSCTL_D) {
      return Optional.empty();
    }
    String value = change.value();
    boolean plainValue =
        value.chars().noneMatch(c -> "#\"'$\\".indexOf(c) >= 0)
            && !value.startsWith("<")
            && !value.startsWith(">");
    String path = change.key().path();
    boolean plainName =
        path.indexOf('.') < 0
            && !path.endsWith("/base_reachable_time")
            && !path.endsWith("/retrans_time");
    if (!plainName) {
      return Optional.of(Sentence.of("export.tuned.name", change.target()));
    }
    return plainValue
        ? Optional.empty()
        : Optional.of(Sentence.of("export.tuned.value", change.target(), value));
  }
}
