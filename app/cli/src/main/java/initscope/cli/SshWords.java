package initscope.cli;

import initscope.model.Failure;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// The ssh options that stand wherever a HOST stands.
final class SshWords {
  private SshWords() {}

  /// Adds the options to a verb.
  static CommandSpec addTo(CommandSpec spec) {
    return spec.addOption(Options.one("--identity", "FILE", "private key to log in with"))
        .addOption(
            Options.one("--known-hosts", "FILE", "known host keys instead of the usual files"))
        .addOption(
            Options.flag("--accept-new", "trust and record the key of a host never seen before"))
        .addOption(Options.one("-J", "--jump", "JUMP", "hosts to go through, joined by commas"))
        .addOption(
            Options.one(
                "--sudo",
                "none|auto|ask",
                "how to become root: never, only without a password (default), with a password"));
  }

  /// What the user said.
  static SshOptions of(ParseResult words) throws Failure.Usage {
    SshOptions options = SshOptions.DEFAULT.withAcceptNew(words.hasMatchedOption("--accept-new"));
    String identity = Verb.text(words, "--identity", "");
    if (!identity.isEmpty()) {
      options = options.withIdentity(Path.of(identity));
    }
    String knownHosts = Verb.text(words, "--known-hosts", "");
    if (!knownHosts.isEmpty()) {
      options = options.withKnownHosts(Path.of(knownHosts));
    }
    String jump = Verb.text(words, "-J", "");
    if (!jump.isEmpty()) {
      options = options.withJumps(java.util.List.of(jump.split(",")));
    }
    String sudo = Verb.text(words, "--sudo", "auto");
    return switch (sudo) {
      case "none", "auto", "ask" -> options.withSudo(Sudo.valueOf(sudo.toUpperCase(Locale.ROOT)));
      default ->
          throw new Failure.Usage(
              "No such way to become root:", sudo, "none, auto and ask are known.");
    };
  }
}
