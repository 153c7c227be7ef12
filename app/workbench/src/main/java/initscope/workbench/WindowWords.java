package initscope.workbench;

import initscope.model.Failure;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The words the window was started with: the ssh options of the command line, then files or {@code demo}.
///
/// @param ssh how to log in
/// @param rest words that are no options
record WindowWords(SshOptions ssh, List<String> rest) {
  WindowWords {
    rest = List.copyOf(rest);
  }

  /// Reads them; {@code --name=value} is {@code --name value}.
  static WindowWords of(List<String> words) throws Failure.Usage {
    List<String> apart = new ArrayList<>();
    for (String word : words) {
      int equals = word.startsWith("--") ? word.indexOf('=') : -1;
      if (equals > 0) {
        apart.add(word.substring(0, equals));
        apart.add(word.substring(equals + 1));
      } else {
        apart.add(word);
      }
    }
    SshOptions ssh = SshOptions.DEFAULT;
    List<String> rest = new ArrayList<>();
    for (Iterator<String> at = apart.iterator(); at.hasNext(); ) {
      String word = at.next();
      switch (word) {
        case "--identity" -> ssh = ssh.withIdentity(Path.of(value(word, at)));
        case "--known-hosts" -> ssh = ssh.withKnownHosts(Path.of(value(word, at)));
        case "--accept-new" -> ssh = ssh.withAcceptNew(true);
        case "-J", "--jump" -> ssh = ssh.withJumps(jumps(value(word, at)));
        case "--sudo" -> ssh = ssh.withSudo(sudo(value(word, at)));
        default -> {
          if (word.startsWith("-")) {
            throw new Failure.Usage(
                "The window knows no",
                word,
                "it takes --identity, -J, --known-hosts, --accept-new, --sudo and files.");
          }
          rest.add(word);
        }
      }
    }
    return new WindowWords(ssh, rest);
  }

  private static String value(String option, Iterator<String> at) throws Failure.Usage {
    Optional<String> value = at.hasNext() ? Optional.of(at.next()) : Optional.empty();
    return value
        .filter(v -> !v.isEmpty())
        .orElseThrow(() -> new Failure.Usage("No value for", option, "write one after it."));
  }

  /// Hosts joined by commas, first hop first.
  static List<String> jumps(String words) {
    return List.of(words.split(",")).stream().map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  private static Sudo sudo(String word) throws Failure.Usage {
    return switch (word) {
      case "none", "auto", "ask" -> Sudo.valueOf(word.toUpperCase(Locale.ROOT));
      default ->
          throw new Failure.Usage(
              "No such way to become root:", word, "none, auto and ask are known.");
    };
  }
}
