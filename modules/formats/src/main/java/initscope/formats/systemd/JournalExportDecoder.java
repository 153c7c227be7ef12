package initscope.formats.systemd;

import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.JournalEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `journalctl -o export`: fields as `NAME=text`, or as `NAME`, a line feed, a little-endian 64-bit length, that many bytes
/// and a line feed; a blank line after each entry. Values are kept up to 64 KiB.
public final class JournalExportDecoder implements Decoder<List<JournalEntry>> {
  private static final Format FORMAT = new Format("journal-export", "journalctl -o export");
  private static final int LONGEST_VALUE = 64 << 10;
  private static final int MOST_FIELDS = 1024;
  private static final int LONGEST_NAME = 64;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    List<String> lines = Heads.lines(head, 4);
    return !lines.isEmpty()
        && (lines.getFirst().startsWith("__CURSOR=")
            || lines.getFirst().startsWith("__REALTIME_TIMESTAMP="));
  }

  @Override
  public Decoded<List<JournalEntry>> decode(Bytes in) {
    Reader reader = new Reader(in);
    while (reader.at < in.size()) {
      reader.line();
    }
    reader.endEntry();
    return new Decoded<>(List.copyOf(reader.entries), reader.problems.toList());
  }

  private static final class Reader {
    private final Bytes in;
    private final Problems problems = new Problems();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final Map<String, StringBuilder> fields = new LinkedHashMap<>();
    private long at;
    private long entryAt;

    Reader(Bytes in) {
      this.in = in;
    }

    void line() {
      long feed = in.indexOf('\n', at);
      long end = feed < 0 ? in.size() : feed;
      long start = at;
      at = feed < 0 ? end : feed + 1;
      if (end == start) {
        endEntry();
        return;
      }
      long name = start;
      while (name < end && name - start < LONGEST_NAME && isName(in.at(name))) {
        name++;
      }
      if (name == start || (name < end && in.at(name) != '=')) {
        skipped("journal.line.unreadable", start, end);
      } else if (name < end) {
        put(start, name, name + 1, end);
        if (feed < 0) {
          note("journal.line.unfinished", start, end);
        }
      } else {
        counted(start, name);
      }
    }

    /// A field with a length. A length that cannot be right costs this field only: reading goes on behind its name.
    private void counted(long start, long name) {
      boolean hasLength = at + 8 <= in.size();
      long length = hasLength ? in.u64(at) : -1;
      long data = at + 8;
      boolean fits = hasLength && length >= 0 && length <= in.size() - data;
      if (fits && (data + length == in.size() || in.at(data + length) == '\n')) {
        put(start, name, data, data + length);
        at = Math.min(in.size(), data + length + 1);
      } else {
        skipped("journal.field.length", start, name);
      }
    }

    private void put(long start, long nameEnd, long from, long to) {
      if (fields.isEmpty()) {
        entryAt = start;
      }
      if (fields.size() >= MOST_FIELDS) {
        skipped("journal.entry.too-many-fields", start, nameEnd);
        return;
      }
      String name = in.utf8(start, nameEnd - start);
      String value = in.utf8(from, Math.min(to - from, LONGEST_VALUE));
      if (to - from > LONGEST_VALUE) {
        note("journal.value.cut", start, nameEnd);
      }
      StringBuilder before = fields.get(name);
      if (before == null) {
        fields.put(name, new StringBuilder(value));
      } else if (before.length() + value.length() < LONGEST_VALUE) {
        before.append('\n').append(value);
      }
    }

    private void skipped(String id, long from, long to) {
      problems.add(id, Problem.Effect.SKIPPED, from, quote(from, to));
    }

    private void note(String id, long from, long to) {
      problems.add(id, Problem.Effect.NOTE, from, quote(from, to));
    }

    private String quote(long from, long to) {
      return in.utf8(from, Math.min(to - from, Problem.MAX_QUOTE));
    }

    void endEntry() {
      if (!fields.isEmpty()) {
        Map<String, String> done = new LinkedHashMap<>();
        fields.forEach((name, value) -> done.put(name, value.toString()));
        entries.add(new JournalEntry(Collections.unmodifiableMap(done), entryAt));
        fields.clear();
      }
    }

    private static boolean isName(int c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
  }
}
