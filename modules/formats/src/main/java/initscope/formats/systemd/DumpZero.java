package initscope.formats.systemd;

import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Line;
import java.util.Optional;

/// The moment that the times of a dump count from where it does not tell when the kernel started, as version 219 does not: the earliest stamp
/// of any unit, in the zone of the first.
final class DumpZero {
  private static final String KERNEL = "Timestamp kernel: ";
  private static final String STAMP = "Timestamp: ";
  private static final int LONGEST_LINE = 200;

  /// An excerpt of a unit or two tells nothing by times that count from itself.
  private static final int LEAST_STAMPS = 6;

  private DumpZero() {}

  static Optional<WallClock> of(Bytes dump) {
    Optional<WallClock> earliest = Optional.empty();
    int stamps = 0;
    for (Line line : dump.lines()) {
      if (line.bytes().size() > LONGEST_LINE) {
        continue;
      }
      String text = Terminal.plain(line.text()).strip();
      if (text.startsWith(KERNEL)) {
        return Optional.empty();
      }
      int at = text.indexOf(STAMP);
      Optional<WallClock> clock =
          at > 0 ? WallClock.read(text.substring(at + STAMP.length())) : Optional.empty();
      if (clock.isPresent()) {
        stamps++;
        boolean before =
            earliest.isEmpty()
                || clock.get().zone().equals(earliest.get().zone())
                    && clock.get().micros() < earliest.get().micros();
        earliest = before ? clock : earliest;
      }
    }
    return stamps >= LEAST_STAMPS ? earliest : Optional.empty();
  }
}
