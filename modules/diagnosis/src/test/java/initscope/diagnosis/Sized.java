package initscope.diagnosis;

import java.util.ArrayList;
import java.util.List;

/// Makes the sizes of batches in a trace as text right: each counts the bytes that its events will have.
final class Sized {
  private Sized() {}

  static String right(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int batch = -1;
    int size = 0;
    for (int i = 0; i <= lines.size(); i++) {
      String line = i < lines.size() ? lines.get(i) : "EventBatch";
      if (line.startsWith("EventBatch")) {
        if (batch >= 0) {
          String head = lines.get(batch);
          lines.set(batch, head.substring(0, head.indexOf("size=")) + "size=" + size);
        }
        batch = i;
        size = 0;
      } else if (!line.startsWith("Trace")) {
        size += bytes(line);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static int bytes(String line) {
    if (line.strip().startsWith("data=")) {
      int length = line.lastIndexOf('"') - line.indexOf('"') - 1;
      return varint(length) + length;
    }
    int size = line.startsWith("\t") ? 0 : 1;
    for (String word : line.strip().split(" ", -1)) {
      int equals = word.indexOf('=');
      size += equals < 0 ? 0 : varint(Long.parseUnsignedLong(word.substring(equals + 1)));
    }
    return size;
  }

  private static int varint(long value) {
    int size = 1;
    for (long left = value >>> 7; left != 0; left >>>= 7) {
      size++;
    }
    return size;
  }
}
