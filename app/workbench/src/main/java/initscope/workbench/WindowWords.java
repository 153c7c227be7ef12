package initscope.workbench;

import initscope.model.Failure;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
        case "-J", "--jump" -> ssh = ssh.withJumps(value(word, at));
        case "--sudo" -> ssh = ssh.withSudo(Sudo.of(value(word, at)));
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
}
