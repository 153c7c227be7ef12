package initscope.collect.program;

import initscope.model.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Cuts the answer of a program into blocks while it arrives. A frame is a line that begins with the nonce; everything else inside
/// a block is content, whatever its bytes, and what stands outside of blocks is dropped. Memory use does not grow with the input.
public final class FrameParser {
  private static final int MAX_FRAME = 16 << 10;

  private final byte[] nonce;
  private final FrameSink sink;
  private final byte[] line = new byte[MAX_FRAME];
  private int lineLength;
  private boolean atStart = true;
  private boolean heldFeed;
  private boolean inBlock;

  /// Finds frames of a nonce.
  public FrameParser(String nonce, FrameSink sink) {
    this.nonce = (nonce + " ").getBytes(StandardCharsets.US_ASCII);
    this.sink = sink;
  }

  /// Whether a block has begun and not ended: its answer was cut off.
  public boolean inBlock() {
    return inBlock;
  }

  /// Takes the next bytes.
  public void accept(byte[] bytes, int from, int length) throws Failure {
    int at = from;
    int end = from + length;
    while (at < end) {
      at = atStart ? lineStart(bytes, at, end) : rest(bytes, at, end);
    }
  }

  /// Collects the start of a line until it is known whether it is a frame.
  private int lineStart(byte[] bytes, int from, int end) throws Failure {
    int at = from;
    while (at < end) {
      byte next = bytes[at++];
      boolean frame = lineLength >= nonce.length;
      if (frame && next == '\n') {
        frame(new String(line, nonce.length, lineLength - nonce.length, StandardCharsets.UTF_8));
        lineLength = 0;
        return at;
      }
      if (!frame && next != nonce[lineLength]) {
        notAFrame();
        return at - 1;
      }
      if (lineLength < line.length) {
        line[lineLength++] = next;
      }
    }
    return at;
  }

  private void notAFrame() throws Failure {
    atStart = false;
    if (inBlock) {
      feed();
      sink.content(line, 0, lineLength);
    }
    lineLength = 0;
  }

  private int rest(byte[] bytes, int from, int end) throws Failure {
    int at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    if (inBlock && at > from) {
      sink.content(bytes, from, at - from);
    }
    if (at == end) {
      return end;
    }
    heldFeed = inBlock;
    atStart = true;
    return at + 1;
  }

  private void feed() throws Failure {
    if (heldFeed) {
      sink.content(new byte[] {'\n'}, 0, 1);
      heldFeed = false;
    }
  }

  private void frame(String text) throws Failure {
    heldFeed = false;
    String[] words = split(text);
    switch (words[0]) {
      case "b" -> {
        inBlock = true;
        sink.begin(words[1], nanos(words[2]));
      }
      case "e" -> {
        if (inBlock) {
          inBlock = false;
          sink.end(number(words[1]), nanos(words[2]));
        }
      }
      case "k" -> sink.fact(words[1], words[2]);
      default -> {}
    }
  }

  /// Kind, second word, all the rest; missing ones empty.
  private static String[] split(String text) {
    String[] words = {"", "", ""};
    int first = text.indexOf(' ');
    if (first < 0) {
      words[0] = text;
      return words;
    }
    words[0] = text.substring(0, first);
    int second = text.indexOf(' ', first + 1);
    words[1] = second < 0 ? text.substring(first + 1) : text.substring(first + 1, second);
    words[2] = second < 0 ? "" : text.substring(second + 1);
    return words;
  }

  private static int number(String word) {
    return word.length() < 6 && !word.isEmpty() && word.chars().allMatch(Character::isDigit)
        ? Integer.parseInt(word)
        : -1;
  }

  /// Seconds with two decimals, as /proc/uptime has them, in nanoseconds; 0 where it is something else.
  public static long nanos(String uptime) {
    int point = uptime.indexOf('.');
    String digits =
        point < 0 ? uptime + "00" : uptime.substring(0, point) + hundredths(uptime, point);
    if (digits.isEmpty()
        || digits.length() > 11
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return 0;
    }
    return Long.parseLong(digits) * 10_000_000L;
  }

  private static String hundredths(String uptime, int point) {
    char[] two = {'0', '0'};
    String after = uptime.substring(point + 1);
    after.getChars(0, Math.min(2, after.length()), two, 0);
    return String.valueOf(two);
  }

  @Override
  public String toString() {
    return "FrameParser" + Arrays.toString(nonce);
  }
}
