package initscope.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the user said about how to log in; the rest comes from {@code ~/.ssh/config}, agent and known_hosts as OpenSSH
/// would take it.
///
/// @param identity private key file to log in with, {@code --identity}
/// @param knownHosts file of known host keys instead of the usual ones, {@code --known-hosts}
/// @param acceptNew trust and record the key of a host never seen before, {@code --accept-new}
/// @param jumps hosts to go through, first hop first, {@code -J}; empty: as the configuration says
/// @param sudo {@code --sudo}
/// @param config ssh configuration file instead of the usual ones, {@code -F}
/// @param timeouts how long each phase may take
public record SshOptions(
    Optional<Path> identity,
    Optional<Path> knownHosts,
    boolean acceptNew,
    List<String> jumps,
    Sudo sudo,
    Optional<Path> config,
    Timeouts timeouts) {
  /// Everything as OpenSSH would, sudo only where it asks nothing.
  public static final SshOptions DEFAULT =
      new SshOptions(
          Optional.empty(),
          Optional.empty(),
          false,
          List.of(),
          Sudo.AUTO,
          Optional.empty(),
          Timeouts.DEFAULT);

  /// Keeps an immutable copy.
  public SshOptions {
    jumps = List.copyOf(jumps);
  }

  /// With this private key.
  public SshOptions withIdentity(Path file) {
    return new SshOptions(Optional.of(file), knownHosts, acceptNew, jumps, sudo, config, timeouts);
  }

  /// With this file of known host keys.
  public SshOptions withKnownHosts(Path file) {
    return new SshOptions(identity, Optional.of(file), acceptNew, jumps, sudo, config, timeouts);
  }

  /// Trusting first-seen keys, or not.
  public SshOptions withAcceptNew(boolean accept) {
    return new SshOptions(identity, knownHosts, accept, jumps, sudo, config, timeouts);
  }

  /// Through these hosts.
  public SshOptions withJumps(List<String> hosts) {
    return new SshOptions(identity, knownHosts, acceptNew, hosts, sudo, config, timeouts);
  }

  /// Through hosts as a person writes them: joined by commas, first hop first; spaces around them and empty ones do not count.
  public SshOptions withJumps(String hosts) {
    return withJumps(
        Stream.of(hosts.split(",")).map(String::strip).filter(h -> !h.isEmpty()).toList());
  }

  /// With this rule for sudo.
  public SshOptions withSudo(Sudo rule) {
    return new SshOptions(identity, knownHosts, acceptNew, jumps, rule, config, timeouts);
  }

  /// With this ssh configuration file.
  public SshOptions withConfig(Path file) {
    return new SshOptions(
        identity, knownHosts, acceptNew, jumps, sudo, Optional.of(file), timeouts);
  }

  /// With these time-outs.
  public SshOptions withTimeouts(Timeouts times) {
    return new SshOptions(identity, knownHosts, acceptNew, jumps, sudo, config, times);
  }
}
