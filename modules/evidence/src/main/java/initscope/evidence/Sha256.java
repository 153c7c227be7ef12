package initscope.evidence;

import initscope.model.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of raw entries.
public final class Sha256 {
  private static final int CHUNK = 1 << 16;

  private Sha256() {}

  /// A digest to feed piece by piece.
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Lower-case hex.
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Lower-case hex of the whole.
  public static String of(Bytes bytes) {
    MessageDigest digest = digest();
    for (long at = 0; at < bytes.size(); at += CHUNK) {
      digest.update(bytes.slice(at, Math.min(CHUNK, bytes.size() - at)).toArray());
    }
    return hex(digest);
  }
}
