package initscope.cli;

import initscope.model.Display;
import initscope.remote.Prompts;
import initscope.remote.Secret;
import java.io.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the person at the terminal; declines where there is none.
final class TerminalPrompts implements Prompts {
  private final Optional<Console> terminal;

  private TerminalPrompts(Optional<Console> terminal) {
    this.terminal = terminal;
  }

  /// Prompts on this process's terminal.
  static Prompts of() {
    return new TerminalPrompts(Optional.ofNullable(System.console()).filter(Console::isTerminal));
  }

  @Override
  public Optional<Secret> password(String host, String user, String prompt) {
    return secret("Password of " + user + " on " + host + ": ");
  }

  @Override
  public Optional<List<Secret>> keyboardInteractive(String host, String user, Dialogue dialogue) {
    if (terminal.isEmpty()) {
      return Optional.empty();
    }
    say(host + " asks " + user + ":");
    say(dialogue.name());
    say(dialogue.instruction());
    List<Secret> answers = new ArrayList<>();
    for (int i = 0; i < dialogue.prompts().size(); i++) {
      String prompt = dialogue.prompts().get(i);
      Optional<Secret> answer = dialogue.echo().get(i) ? line(prompt) : secret(prompt);
      if (answer.isEmpty()) {
        answers.forEach(Secret::close);
        return Optional.empty();
      }
      answers.add(answer.get());
    }
    return Optional.of(answers);
  }

  @Override
  public Optional<Secret> passphrase(Path keyFile) {
    return secret("Passphrase of " + keyFile + ": ");
  }

  @Override
  public boolean trustNewKey(NewKey key) {
    if (terminal.isEmpty()) {
      return false;
    }
    say(
        "The host "
            + key.host()
            + " was never seen before. Its "
            + key.type()
            + " key has the fingerprint");
    say("  " + key.fingerprint());
    say("Compare it with " + key.compareWith() + ". It would be recorded in " + key.file() + ".");
    String answer = terminal.get().readLine("Trust it? (yes/no) ");
    return answer != null && answer.equals("yes");
  }

  @Override
  public Optional<Secret> sudoPassword(String host, String user, int attempt) {
    String again = attempt > 1 ? "Wrong. " : "";
    return secret(again + "sudo password of " + user + " on " + host + ": ");
  }

  private void say(String text) {
    if (!text.isBlank()) {
      terminal.ifPresent(t -> t.writer().println(Display.safe(text)));
    }
  }

  private Optional<Secret> secret(String prompt) {
    return terminal
        .flatMap(t -> Optional.ofNullable(t.readPassword("%s", Display.safe(prompt))))
        .map(Secret::of);
  }

  private Optional<Secret> line(String prompt) {
    return terminal
        .flatMap(t -> Optional.ofNullable(t.readLine("%s", Display.safe(prompt))))
        .map(text -> Secret.of(text.toCharArray()));
  }
}
