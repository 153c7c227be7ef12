package initscope.tuning.export;

import initscope.model.change.Change;
import initscope.model.change.SetSysctl;
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
                refusal(format, c, fleet.lasting())
                    .map(why -> new ExportRefusal(c, why, elsewhere(c, fleet.lasting())))
                    .stream())
        .toList();
  }

  private static List<ExportFormat> elsewhere(Change change, boolean lasting) {
    return Arrays.stream(ExportFormat.values())
        .filter(f -> refusal(f, change, lasting).isEmpty())
        .toList();
  }

  private static Optional<Sentence> refusal(ExportFormat format, Change change, boolean lasting) {
    if (!lasting && !ofThisBoot(format)) {
      return Optional.of(Sentence.of("export.not_lasting", format.word(), change.target()));
    }
    return switch (change) {
      case SetSysctl sysctl -> sysctl(format, sysctl);
    };
  }

  /// Whether a format can express what ends with the next boot.
  private static boolean ofThisBoot(ExportFormat format) {
    return format == ExportFormat.ANSIBLE || format == ExportFormat.SH;
  }

  /// tuned takes {@code #} for a comment, quotes off, {@code ${}} for a variable and a leading sign of comparison for a condition; its
  /// older releases know no name with a dot in it, and two names it never sets. The role kernel_settings writes a profile of tuned.
  private static Optional<Sentence> sysctl(ExportFormat format, SetSysctl change) {
    if (format != ExportFormat.TUNED && format != ExportFormat.ROLE_VARS) {
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
