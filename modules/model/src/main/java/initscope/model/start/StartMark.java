package initscope.model.start;

import initscope.model.EvidenceRef;
import java.util.Locale;
import java.util.Optional;

/// A moment of a start.
///
/// @param kind which
/// @param atNanos CLOCK_MONOTONIC of the host
/// @param boundNanos it lies within plus or minus this
/// @param source how it is known
/// @param detail what it is about, such as a port; may be empty
/// @param evidence where it was read
public record StartMark(
    Kind kind,
    long atNanos,
    long boundNanos,
    Source source,
    String detail,
    Optional<EvidenceRef> evidence) {
  /// Which moment, in the order in which they usually come.
  public enum Kind {
    /// The start, or the restart, was asked for.
    REQUESTED,
    /// The process that ran before was gone.
    STOPPED,
    /// An attempt had failed, and systemd began to wait for the next.
    RETRIED,
    /// systemd began to start the unit.
    BEGUN,
    /// systemd made the main process.
    FORKED,
    /// That executed the program.
    EXECUTED,
    /// The Go runtime began.
    RUNTIME,
    /// The first package init began.
    INIT,
    /// {@code main.main} began.
    MAIN,
    /// It listens.
    LISTENING,
    /// It took its first connection.
    ACCEPTED,
    /// It wrote its first line.
    LOGGED,
    /// systemd holds it to be active.
    ACTIVE,
    /// It ended.
    ENDED,
    /// The last look.
    LOOKED;

    /// The word in JSON and of its texts.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How something is known.
  public enum Source {
    /// {@code systemctl show}.
    SYSTEMD,
    /// Lines of {@code GODEBUG=inittrace=1}, with the time they count from.
    INITTRACE,
    /// Samples of the process's memory.
    TIME_LAPSE,
    /// Samples of /proc.
    WATCH,
    /// The journal.
    JOURNAL,
    /// The program that asked for the start.
    REQUEST,
    /// What lies between two others.
    BETWEEN;

    /// The word in JSON and of its texts.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
