package initscope.collect;

import initscope.remote.Prompts;
import initscope.remote.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A person who answers nothing but what a test overrides.
abstract class Refusing implements Prompts {
  @Override
  public Optional<Secret> password(String host, String user, String prompt) {
    return Optional.empty();
  }

  @Override
  public Optional<List<Secret>> keyboardInteractive(String host, String user, Dialogue dialogue) {
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
}
