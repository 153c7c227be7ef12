package initscope.remote;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Gives prepared answers and remembers what was asked.
final class ScriptedPrompts implements Prompts {
  final Queue<String> passwords = new ArrayDeque<>();
  final Queue<String> sudo = new ArrayDeque<>();
  final Queue<List<String>> rounds = new ArrayDeque<>();
  final List<String> asked = new ArrayList<>();

  static ScriptedPrompts password(String... answers) {
    var prompts = new ScriptedPrompts();
    prompts.passwords.addAll(List.of(answers));
    return prompts;
  }

  ScriptedPrompts sudo(String... answers) {
    sudo.addAll(List.of(answers));
    return this;
  }

  private static Optional<Secret> next(Queue<String> answers) {
    return Optional.ofNullable(answers.poll()).map(a -> Secret.of(a.toCharArray()));
  }

  @Override
  public Optional<Secret> password(String host, String user, String prompt) {
    asked.add("password " + host);
    return next(passwords);
  }

  @Override
  public Optional<List<Secret>> keyboardInteractive(String host, String user, Dialogue dialogue) {
    asked.add(dialogue.prompts() + " " + dialogue.echo());
    return Optional.ofNullable(rounds.poll())
        .map(r -> r.stream().map(a -> Secret.of(a.toCharArray())).toList());
  }

  @Override
  public Optional<Secret> passphrase(Path keyFile) {
    return Optional.empty();
  }

  @Override
  public boolean trustNewKey(NewKey key) {
    return false;
  }

  @Override
  public Optional<Secret> sudoPassword(String host, String user, int attempt) {
    asked.add("sudo " + attempt + " " + host);
    return next(sudo);
  }
}
