package initscope.remote;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSchException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A private key in a file. Asks for its passphrase itself, and only when the host would take the key, so that the passphrase
/// stays in an array that is zeroed.
final class KeyFile implements Identity {
  private static final int TRIES = 3;

  private final Identity inner;
  private final Path file;
  private final Answers answers;
  private boolean given = true;

  KeyFile(Identity inner, Path file, Answers answers) {
    this.inner = inner;
    this.file = file;
    this.answers = answers;
  }

  /// Whether the public part can be had without the passphrase.
  boolean publicPartIsOpen() {
    return inner.getPublicKeyBlob() != null;
  }

  private boolean unlock() {
    for (int i = 0; i < TRIES && given && inner.isEncrypted(); i++) {
      Optional<Secret> secret = answers.passphrase(file);
      given = secret.isPresent();
      if (secret.isPresent()) {
        byte[] bytes = secret.get().utf8();
        try (Secret closing = secret.get()) {
          boolean fits = inner.setPassphrase(bytes);
          assert fits != inner.isEncrypted() : closing;
        } catch (JSchException _) {
          given = false; // the file is no key after all
        } finally {
          Secret.wipe(bytes);
        }
      }
    }
    return !inner.isEncrypted();
  }

  @Override
  public boolean setPassphrase(byte @Nullable [] passphrase) {
    return true;
  }

  @Override
  public byte @Nullable [] getPublicKeyBlob() {
    byte[] blob = inner.getPublicKeyBlob();
    return blob == null && unlock() ? inner.getPublicKeyBlob() : blob;
  }

  @Override
  public byte @Nullable [] getSignature(byte[] data) {
    return unlock() ? inner.getSignature(data) : null;
  }

  @Override
  public byte @Nullable [] getSignature(byte[] data, String algorithm) {
    return unlock() ? inner.getSignature(data, algorithm) : null;
  }

  @Override
  public String getAlgName() {
    return inner.getAlgName();
  }

  @Override
  public String getName() {
    return inner.getName();
  }

  @Override
  public boolean isEncrypted() {
    return false;
  }

  @Override
  public void clear() {
    inner.clear();
  }
}
