package initscope.diagnosis;

import initscope.model.boot.Boot;
import initscope.model.boot.BootUnit;
import initscope.model.boot.ReadyMark;
import initscope.model.boot.ReadyMark.Sign;
import initscope.model.boot.ReadyMark.Source;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Services whose start systemd does not see: it calls them active before they can do anything, and {@code systemd-analyze blame} leaves them
/// out.
final class BlindRules {
  static final String SIMPLE = "blame.simple_invisible";

  private static final long SECOND = 1_000_000_000L;
  private static final int MOST = 6;
  private static final Set<String> BLIND = Set.of("simple", "exec", "idle");

  private BlindRules() {}

  /// Those that were late, and the one that was asked for.
  static List<Finding> simple(Scene scene) {
    Boot boot = BootRules.boot(scene);
    Optional<String> asked = BootRules.asked(scene);
    List<Finding> found = new ArrayList<>();
    for (BootUnit unit : boot.units()) {
      List<ReadyMark> marks =
          boot.ready().stream().filter(m -> m.unit().equals(unit.name())).toList();
      Optional<ReadyMark> ready = ready(marks);
      if (BLIND.contains(unit.type()) && unit.mainStartNanos().isPresent() && ready.isPresent()) {
        long begin = unit.mainStartNanos().getAsLong();
        boolean late = ready.get().atNanos() - begin >= SECOND;
        if (late || asked.filter(unit.name()::equals).isPresent()) {
          found.add(simple(unit, begin, ready.get(), marks));
        }
      }
    }
    return found.stream().limit(MOST).toList();
  }

  /// By what the service itself tells: that it listens, else its first word of any kind.
  private static Optional<ReadyMark> ready(List<ReadyMark> marks) {
    return mark(marks, Sign.LISTENS).or(() -> mark(marks, Sign.LOG_LINE));
  }

  private static Optional<ReadyMark> mark(List<ReadyMark> marks, Sign sign) {
    return marks.stream().filter(m -> m.sign() == sign && m.source() == Source.LOG).findFirst();
  }

  private static Finding simple(BootUnit unit, long begin, ReadyMark ready, List<ReadyMark> marks) {
    Chain chain = new Chain();
    chain.add(unit.place(), "because.boot.simple", unit.name(), unit.type());
    for (ReadyMark mark : marks) {
      chain.add(
          Optional.of(mark.place()),
          key(mark),
          unit.name(),
          Long.toString(Math.abs(mark.atNanos() - begin)));
    }
    boolean listens = ready.sign() == Sign.LISTENS;
    return new Finding(
        SIMPLE,
        Confidence.LIKELY,
        Sentence.of(
            SIMPLE + (listens ? ".listens" : ".title"),
            unit.name(),
            Long.toString(ready.atNanos() - begin),
            unit.type()),
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(SIMPLE + (listens ? ".next.listens" : ".next"))));
  }

  private static String key(ReadyMark mark) {
    return mark.source() == Source.SOCKET_UNIT
        ? "because.boot.socket-unit"
        : "because.boot." + mark.sign().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
