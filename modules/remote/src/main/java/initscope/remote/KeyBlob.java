package initscope.remote;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A public key as SSH sends it.
final class KeyBlob {
  private KeyBlob() {}

  /// Its type, such as {@code ssh-ed25519}; empty when it is no key.
  static String type(byte[] blob) {
    if (blob.length < 4) {
      return "";
    }
    int length =
        (blob[0] & 0xff) << 24 | (blob[1] & 0xff) << 16 | (blob[2] & 0xff) << 8 | (blob[3] & 0xff);
    return length < 1 || length > 64 || length > blob.length - 4
        ? ""
        : new String(blob, 4, length, StandardCharsets.US_ASCII);
  }

  /// {@code SHA256:...} as OpenSSH prints it.
  static String fingerprint(byte[] blob) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
