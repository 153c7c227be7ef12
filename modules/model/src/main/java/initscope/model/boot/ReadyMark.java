package initscope.model.boot;

import initscope.model.EvidenceRef;

/// A sign of life of a service that does not tell systemd when it is ready: {@code Type=simple} and {@code exec} are active as soon as they
/// were forked or run.
///
/// @param unit of the service
/// @param sign what was seen
/// @param source what tells of it
/// @param atNanos when
/// @param place where
public record ReadyMark(String unit, Sign sign, Source source, long atNanos, EvidenceRef place) {
  /// What was seen first of its kind.
  public enum Sign {
    /// A socket that listens.
    LISTENS,
    /// A connection that was accepted.
    ACCEPTED,
    /// A line of its log.
    LOG_LINE
  }

  /// What tells of it.
  public enum Source {
    /// The service's own log.
    LOG,
    /// systemd, which listens for the service on a socket unit.
    SOCKET_UNIT
  }
}
