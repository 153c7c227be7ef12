package initscope.remote;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What only a person can answer. Called on a thread of the connection, one question at a time per connection; the clock of
/// the phase stands still meanwhile. An empty answer declines. Names and prompt texts come from the host: show them
/// through {@link initscope.model.Display}. The answers are closed by the caller.
public interface Prompts {
  /// Answers nothing, trusts nothing.
  Prompts NONE =
      new Prompts() {
        @Override
        public Optional<Secret> password(String host, String user, String prompt) {
          return Optional.empty();
        }

        @Override
        public Optional<List<Secret>> keyboardInteractive(
            String host, String user, Dialogue dialogue) {
          return Optional.empty();
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
          return Optional.empty();
        }
      };

  /// The password of a user of a host.
  Optional<Secret> password(String host, String user, String prompt);

  /// Answers to the host's own questions, one for each prompt (PAM, one-time codes).
  Optional<List<Secret>> keyboardInteractive(String host, String user, Dialogue dialogue);

  /// The passphrase of a private key file; asked up to three times.
  Optional<Secret> passphrase(Path keyFile);

  /// Whether to trust and record the key of a host never seen before.
  boolean trustNewKey(NewKey key);

  /// The password that {@code sudo} on a host wants of its user.
  ///
  /// @param attempt 1 for the first; higher when the one before was wrong
  Optional<Secret> sudoPassword(String host, String user, int attempt);

  /// Questions a host asks at log-in.
  ///
  /// @param name title, often empty
  /// @param instruction often empty
  /// @param prompts at most 16 questions
  /// @param echo for each question, whether the answer may be seen while typed
  record Dialogue(String name, String instruction, List<String> prompts, List<Boolean> echo) {
    /// Keeps immutable copies.
    public Dialogue {
      prompts = List.copyOf(prompts);
      echo = List.copyOf(echo);
    }
  }

  /// A host key seen for the first time.
  ///
  /// @param host name as known_hosts would hold it
  /// @param type such as {@code ssh-ed25519}
  /// @param fingerprint {@code SHA256:...} as {@code ssh-keygen -lf} prints it on the host
  /// @param compareWith where on the host the same fingerprint can be read
  /// @param file the file it would be recorded in
  record NewKey(String host, String type, String fingerprint, String compareWith, Path file) {}
}
