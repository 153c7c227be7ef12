package initscope.remote;

import java.time.Duration;

/// How long each phase of a connection may take. Time in which a person is asked does not count.
///
/// @param connect name resolved and TCP connected
/// @param keyExchange from the first byte to the host's key
/// @param login from the host's key to being logged in
/// @param keepAlive silence after which the host is asked whether it is there
/// @param keepAliveCount silences after which the link counts as lost
public record Timeouts(
    Duration connect,
    Duration keyExchange,
    Duration login,
    Duration keepAlive,
    int keepAliveCount) {
  /// 10 s, 20 s, 60 s, keep-alive 15 s x 3.
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          3);
}
