package initscope.cli;

import initscope.model.Failure;
import initscope.remote.Quote;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.nio.file.Path;
import java.util.List;

/// The ssh options that stand wherever a HOST stands.
final class SshWords {
  /// Their names, long ones.
  static final List<String> NAMES =
      List.of("--identity", "--known-hosts", "--accept-new", "--jump", "--sudo");

  private SshWords() {}

  /// Adds the options to a verb.
  static Syntax addTo(Syntax syntax) {
    return syntax
        .one("--identity", "FILE", "private key to log in with")
        .one("--known-hosts", "FILE", "known host keys instead of the usual files")
        .flag("--accept-new", "trust and record the key of a host never seen before")
        .one("-J", "--jump", "JUMP", "hosts to go through, joined by commas")
        .one(
            "--sudo",
            "none|auto|ask",
            "how to become root: never, only without a password (default), with a password");
  }

  /// Those the user gave, written so that a command with them reaches the same host the same way.
  static String again(Words words) {
    StringBuilder said = new StringBuilder();
    for (String name : words.options().stream().filter(NAMES::contains).toList()) {
      said.append(' ').append(name);
      String value = words.text(name, "");
      if (!value.isEmpty()) {
        said.append(' ').append(Quote.shown(value));
      }
    }
    return said.toString();
  }

  /// What the user said.
  static SshOptions of(Words words) throws Failure.Usage {
    SshOptions options = SshOptions.DEFAULT.withAcceptNew(words.has("--accept-new"));
    String identity = words.text("--identity", "");
    if (!identity.isEmpty()) {
      options = options.withIdentity(Path.of(identity));
    }
    String knownHosts = words.text("--known-hosts", "");
    if (!knownHosts.isEmpty()) {
      options = options.withKnownHosts(Path.of(knownHosts));
    }
    String jump = words.text("-J", "");
    if (!jump.isEmpty()) {
      options = options.withJumps(jump);
    }
    return options.withSudo(Sudo.of(words.text("--sudo", "auto")));
  }
}
