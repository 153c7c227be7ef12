package initscope.remote;

import initscope.model.Failure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The files of {@code ssh_config(5)}, for computers without OpenSSH: Host with negation, Include, and the keywords that
/// say how to reach a host. Match is not followed, and says so.
final class SshConfigFile {
  private static final int MAX_DEPTH = 16;
  private static final long MAX_FILE_BYTES = 1L << 20;
  private static final Set<String> LISTS =
      Set.of("identityfile", "certificatefile", "localforward", "remoteforward", "sendenv");
  private static final List<String> DEFAULT_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private final HostSpec host;
  private final Path home;
  private final SshSettings settings = new SshSettings();
  private boolean applies = true;

  private SshConfigFile(HostSpec host, Path home) {
    this.host = host;
    this.home = home;
  }

  /// What the files say of a host, with the defaults of OpenSSH.
  static SshSettings settings(HostSpec host, Optional<Path> file, Path home) throws Failure {
    var reader = new SshConfigFile(host, home);
    if (file.isPresent()) {
      reader.read(file.get(), 0);
    } else {
      reader.readIfThere(home.resolve(".ssh/config"));
      reader.readIfThere(Path.of("/etc/ssh/ssh_config"));
    }
    return reader.finished();
  }

  private void readIfThere(Path file) throws Failure {
    if (Files.isRegularFile(file)) {
      applies = true;
      read(file, 0);
    }
  }

  private void read(Path file, int depth) throws Failure {
    if (depth > MAX_DEPTH) {
      settings.notes().add("Include goes too deep at " + file);
      return;
    }
    List<String> lines;
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("larger than " + MAX_FILE_BYTES + " bytes");
      }
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new Failure.Local(
          "Cannot read", file.toString(), "check that it is a text file you may read.", e);
    }
    for (String line : lines) {
      List<String> words = SshConfigWords.of(line);
      if (!words.isEmpty()) {
        take(file, words, depth);
      }
    }
  }

  private void take(Path file, List<String> words, int depth) throws Failure {
    String keyword = words.getFirst().toLowerCase(Locale.ROOT);
    List<String> values = words.subList(1, words.size());
    switch (keyword) {
      case "host" -> applies = matches(values);
      case "match" -> {
        applies = values.size() == 1 && values.getFirst().equalsIgnoreCase("all");
        if (!applies) {
          settings.notes().add("Match is not followed: " + file + ": " + String.join(" ", words));
        }
      }
      case "include" -> {
        boolean before = applies;
        if (before) {
          include(values, depth);
        }
        applies = before;
      }
      default -> {
        if (applies && (LISTS.contains(keyword) || settings.first(keyword).isEmpty())) {
          settings.add(keyword, String.join(" ", values));
        }
      }
    }
  }

  private boolean matches(List<String> patterns) {
    String name = host.host();
    boolean found = false;
    for (String pattern : patterns) {
      boolean not = pattern.startsWith("!");
      if (Wildcards.match(not ? pattern.substring(1) : pattern, name)) {
        if (not) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private void include(List<String> patterns, int depth) throws Failure {
    for (String pattern : patterns) {
      Path path =
          pattern.startsWith("~/")
              ? home.resolve(pattern.substring(2))
              : home.resolve(".ssh").resolve(pattern);
      Path folder = path.getParent();
      Path last = path.getFileName();
      if (folder == null || last == null || !Files.isDirectory(folder)) {
        continue;
      }
      var found = new ArrayList<Path>();
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          if (Wildcards.match(last.toString(), String.valueOf(file.getFileName()))) {
            found.add(file);
          }
        }
      } catch (IOException e) {
        throw new Failure.Local("Cannot list", folder.toString(), "mend the Include line.", e);
      }
      found.sort(null);
      for (Path file : found) {
        read(file, depth + 1);
      }
    }
  }

  private SshSettings finished() {
    var done = new SshSettings();
    done.notes().addAll(settings.notes());
    String name =
        settings
            .first("hostname")
            .map(h -> h.replace("%%", "%").replace("%h", host.host()))
            .orElse(host.host());
    settings.values().forEach((keyword, values) -> values.forEach(v -> done.add(keyword, v)));
    done.values().put("hostname", List.of(name));
    if (done.all("identityfile").isEmpty()) {
      DEFAULT_KEYS.forEach(
          k -> done.add("identityfile", home.resolve(".ssh").resolve(k).toString()));
    }
    if (done.first("userknownhostsfile").isEmpty()) {
      done.add("userknownhostsfile", "~/.ssh/known_hosts ~/.ssh/known_hosts2");
    }
    if (done.first("globalknownhostsfile").isEmpty()) {
      done.add("globalknownhostsfile", "/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2");
    }
    return done;
  }
}
