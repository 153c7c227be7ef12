package initscope.remote;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Passes what the SSH library asks on to {@link Prompts}, while the clock of the phase stands still.
final class Answers implements UserInfo, UIKeyboardInteractive {
  private static final int MAX_QUESTIONS = 16;
  private static final int MAX_ROUNDS = 12;
  private static final int MAX_BANNERS = 1000;

  private final ResolvedHost host;
  private final Prompts prompts;
  private final Phase phase;
  private Optional<Secret> password = Optional.empty();
  private int rounds;
  private int banners;
  private volatile boolean declined;

  Answers(ResolvedHost host, Prompts prompts, Phase phase) {
    this.host = host;
    this.prompts = prompts;
    this.phase = phase;
  }

  /// Whether a question was left unanswered.
  boolean declined() {
    return declined;
  }

  /// The passphrase of a key file.
  Optional<Secret> passphrase(java.nio.file.Path file) {
    return ask(() -> prompts.passphrase(file));
  }

  @Override
  public boolean promptPassword(String message) {
    forget();
    password =
        ++rounds > MAX_ROUNDS
            ? Optional.empty()
            : ask(() -> prompts.password(host.words(), host.user(), message));
    return password.isPresent();
  }

  @Override
  public @Nullable String getPassword() {
    return password.map(Secret::text).orElse(null);
  }

  @Override
  public String @Nullable [] promptKeyboardInteractive(
      String destination, String name, String instruction, String[] prompt, boolean[] echo) {
    if (prompt.length == 0) {
      return new String[0];
    }
    if (++rounds > MAX_ROUNDS || prompt.length > MAX_QUESTIONS) {
      declined = true;
      return null;
    }
    List<Boolean> shown = new ArrayList<>();
    for (boolean e : echo) {
      shown.add(e);
    }
    var dialogue = new Prompts.Dialogue(name, instruction, Arrays.asList(prompt), shown);
    Optional<List<Secret>> given =
        ask(() -> prompts.keyboardInteractive(host.words(), host.user(), dialogue));
    if (given.isEmpty() || given.get().size() != prompt.length) {
      declined = true;
      return null;
    }
    String[] texts = given.get().stream().map(Secret::text).toArray(String[]::new);
    given.get().forEach(Secret::close);
    return texts;
  }

  private <T> Optional<T> ask(Supplier<Optional<T>> question) {
    phase.asking();
    try {
      Optional<T> answer = question.get();
      if (answer.isEmpty()) {
        declined = true;
      }
      return answer;
    } finally {
      phase.answered();
    }
  }

  /// Zeroes the password that was given.
  void forget() {
    password.ifPresent(Secret::close);
    password = Optional.empty();
  }

  @Override
  public @Nullable String getPassphrase() {
    return null;
  }

  @Override
  public boolean promptPassphrase(String message) {
    return false; // keys unlock themselves, see KeyFile
  }

  @Override
  public boolean promptYesNo(String message) {
    return false; // host keys are decided in HostKeys
  }

  @Override
  public void showMessage(String message) {
    if (++banners > MAX_BANNERS) {
      throw new IllegalStateException("the host sends banners without end");
    }
  }
}
