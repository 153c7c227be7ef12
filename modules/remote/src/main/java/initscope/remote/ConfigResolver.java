package initscope.remote;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds out what the ssh configuration says of a host: asks {@code ssh -G} where OpenSSH is installed, else reads the files.
public final class ConfigResolver {
  private final boolean useOpenSsh;
  private final Path home;

  /// For this user of this computer.
  public ConfigResolver() {
    this(true, Path.of(System.getProperty("user.home", ".")));
  }

  /// @param useOpenSsh ask {@code ssh -G}; else the own parser
  /// @param home the user's home directory
  public ConfigResolver(boolean useOpenSsh, Path home) {
    this.useOpenSsh = useOpenSsh;
    this.home = home;
  }

  /// Resolves a host; what the user wrote beats the configuration.
  public ResolvedHost resolve(HostSpec host, SshOptions options, Progress progress)
      throws Failure, CancelledException {
    Optional<SshSettings> asked =
        useOpenSsh ? OpenSshProbe.ask(host, options.config(), progress) : Optional.empty();
    SshSettings found =
        asked.isPresent() ? asked.get() : SshConfigFile.settings(host, options.config(), home);
    return resolved(host, options, found);
  }

  private ResolvedHost resolved(HostSpec host, SshOptions options, SshSettings found)
      throws Failure {
    String name = found.first("hostname").orElse(host.host()).toLowerCase(Locale.ROOT);
    if (!HostSpec.nameLike(name)) {
      throw new Failure.Usage(
          "Not a host name:", "HostName " + name + " of " + host, "mend the ssh configuration.");
    }
    String user = host.user().or(() -> found.first("user")).orElseGet(ConfigResolver::localUser);
    int port = host.port().orElseGet(() -> port(found.first("port")));
    var tokens =
        Map.of(
            'h',
            name,
            'n',
            host.host(),
            'p',
            Integer.toString(port),
            'r',
            user,
            'u',
            localUser(),
            'd',
            home.toString());
    List<Path> identities = new ArrayList<>();
    options.identity().ifPresent(identities::add);
    found.all("identityfile").stream()
        .filter(f -> !f.equalsIgnoreCase("none"))
        .map(f -> path(f, tokens))
        .filter(p -> !identities.contains(p))
        .forEach(identities::add);
    return new ResolvedHost(
        host,
        name,
        port,
        user,
        identities,
        isYes(found.first("identitiesonly")),
        options.jumps().isEmpty() ? jumps(found.first("proxyjump")) : options.jumps(),
        options
            .knownHosts()
            .map(List::of)
            .orElseGet(() -> paths(found.first("userknownhostsfile"), tokens)),
        options.knownHosts().isPresent()
            ? List.of()
            : paths(found.first("globalknownhostsfile"), tokens),
        found.first("hostkeyalias"),
        isYes(found.first("hashknownhosts")),
        found.first("identityagent"),
        notes(found));
  }

  private static List<String> notes(SshSettings found) {
    var notes = new ArrayList<>(found.notes());
    found
        .first("proxycommand")
        .filter(c -> !c.equalsIgnoreCase("none"))
        .ifPresent(c -> notes.add("ProxyCommand is not followed: " + c));
    return notes;
  }

  private static List<String> jumps(Optional<String> value) {
    return value
        .filter(v -> !v.equalsIgnoreCase("none"))
        .map(v -> List.of(v.split(",")).stream().map(String::strip).toList())
        .orElse(List.of());
  }

  private static boolean isYes(Optional<String> value) {
    return value.filter(v -> v.equalsIgnoreCase("yes") || v.equalsIgnoreCase("true")).isPresent();
  }

  private static int port(Optional<String> value) {
    try {
      int port = value.map(Integer::parseInt).orElse(22);
      return port > 0 && port < 65536 ? port : 22;
    } catch (NumberFormatException _) {
      return 22;
    }
  }

  private List<Path> paths(Optional<String> value, Map<Character, String> tokens) {
    return value.map(v -> List.of(v.split(" "))).orElse(List.of()).stream()
        .filter(v -> !v.isEmpty() && !v.equalsIgnoreCase("none"))
        .map(v -> path(v, tokens))
        .toList();
  }

  private static String localUser() {
    return System.getProperty("user.name", "root");
  }

  private Path path(String value, Map<Character, String> tokens) {
    String text = Tokens.fill(value, tokens);
    return text.startsWith("~/") ? home.resolve(text.substring(2)) : Path.of(text);
  }
}
