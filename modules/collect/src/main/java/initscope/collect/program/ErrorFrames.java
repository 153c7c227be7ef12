package initscope.collect.program;

import initscope.model.Bytes;
import initscope.model.Line;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The error stream of a program, by block. Bounded: what a host says beyond {@link #MAX_BYTES} is dropped.
public final class ErrorFrames {
  static final int MAX_BYTES = 4 << 20;

  private final String nonce;
  private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

  /// Finds frames of a nonce.
  public ErrorFrames(String nonce) {
    this.nonce = nonce + " ";
  }

  /// Takes the next bytes.
  public void accept(byte[] bytes, int from, int length) {
    collected.write(bytes, from, Math.min(length, MAX_BYTES - collected.size()));
  }

  /// Error lines by block id; those before the first block under the empty id.
  public Map<String, List<String>> byBlock() {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    String block = "";
    for (Line line : Bytes.of(collected.toByteArray()).lines()) {
      String text = line.bytes().first(1000).utf8();
      if (text.startsWith(nonce)) {
        block = text.substring(nonce.length());
      } else if (!text.isBlank()) {
        lines.computeIfAbsent(block, _ -> new ArrayList<>()).add(text);
      }
    }
    return lines;
  }
}
