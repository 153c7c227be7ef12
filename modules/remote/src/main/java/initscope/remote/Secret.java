package initscope.remote;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A password or passphrase. Prints {@code ***}; zeroes itself on close; never written anywhere but to its host.
public final class Secret implements AutoCloseable {
  private final char[] chars;

  private Secret(char[] chars) {
    this.chars = chars;
  }

  /// Takes the array over: it is zeroed when the secret is closed.
  public static Secret of(char[] chars) {
    return new Secret(chars);
  }

  /// UTF-8 bytes, for the wire. The caller zeroes them ({@link #wipe}).
  byte[] utf8() {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(chars));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    wipe(encoded.array());
    return bytes;
  }

  /// For the SSH library's own log-in dialogue, which takes nothing but strings; such a copy lives until it is collected.
  String text() {
    return new String(chars);
  }

  static void wipe(byte[] bytes) {
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public void close() {
    Arrays.fill(chars, '\0');
  }

  @Override
  public String toString() {
    return "***";
  }
}
