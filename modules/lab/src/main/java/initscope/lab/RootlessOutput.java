package initscope.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// Removes a folder's name wherever a program prints it, so that paths read as on the host. Works on bytes as they come; the folder's
/// name is unlike anything recorded.
final class RootlessOutput extends OutputStream {
  private final OutputStream to;
  private final byte[] folder;
  private final int[] fallback;
  private int matched;

  RootlessOutput(OutputStream to, String folder) {
    this.to = new java.io.BufferedOutputStream(to, 32 << 10);
    this.folder = folder.getBytes(StandardCharsets.UTF_8);
    this.fallback = fallback(this.folder);
  }

  /// For each length of a match, the length of the next shorter one that may still go on (Knuth, Morris, Pratt).
  private static int[] fallback(byte[] word) {
    int[] table = new int[word.length + 1];
    int length = 0;
    for (int i = 1; i < word.length; i++) {
      while (length > 0 && word[i] != word[length]) {
        length = table[length];
      }
      if (word[i] == word[length]) {
        length++;
      }
      table[i + 1] = length;
    }
    return table;
  }

  @Override
  public void write(int value) throws IOException {
    byte b = (byte) value;
    while (matched > 0 && b != folder[matched]) {
      int shorter = fallback[matched];
      to.write(folder, 0, matched - shorter);
      matched = shorter;
    }
    if (b != folder[matched]) {
      to.write(value);
    } else if (++matched == folder.length) {
      matched = 0;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public void flush() throws IOException {
    to.flush();
  }

  /// Writes what looked like the beginning of the name and was not.
  void finish() throws IOException {
    to.write(folder, 0, matched);
    matched = 0;
    to.flush();
  }
}
