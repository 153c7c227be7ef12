package initscope.formats.systemd;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.JournalEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The kernel's log as {@code dmesg} prints it: with seconds since the kernel's start, with the time of day ({@code -T}, {@code --time-format iso}), with
/// names of facility and level ({@code -x}), with their number ({@code -r}), with who wrote it, or with nothing but messages. Where any line bears
/// a time, one that begins with a blank goes on with the line before. Fields are those of the journal for messages of the kernel.
public final class DmesgDecoder implements Decoder<List<JournalEntry>> {
  private static final Format FORMAT = new Format("dmesg", "dmesg");
  private static final int GUESS_LINES = 60;
  private static final int LONGEST_LINE = 16 << 10;

  /// More than the kernel's buffer holds where it was given 16 MiB.
  private static final int MOST_LINES = 1 << 18;

  private static final String MESSAGE = "MESSAGE";

  @Override
  public Format format() {
    return FORMAT;
  }

  /// Lines without a time look like any text, so a few lines with one must be there, and the first must be no journal's.
  @Override
  public boolean recognises(Bytes head) {
    int stamped = 0;
    int strange = 0;
    for (String raw : Heads.lines(head, GUESS_LINES)) {
      String line = Terminal.plain(raw);
      Optional<DmesgLine> read = DmesgLine.read(line);
      if (read.isPresent() && !read.get().fields().isEmpty()) {
        stamped++;
      } else if (!Terminal.isNoise(line) && !goesOn(line)) {
        strange++;
      }
    }
    return stamped > 0 && stamped >= 3 * strange;
  }

  private static boolean goesOn(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  @Override
  public Decoded<List<JournalEntry>> decode(Bytes in) {
    List<JournalEntry> entries = new ArrayList<>();
    Problems problems = new Problems();
    boolean stamps = false;
    for (Line line : in.lines()) {
      if (entries.size() == MOST_LINES) {
        problems.add("dmesg.too-many", Problem.Effect.LOST_FROM_HERE, line.offset(), "");
        break;
      }
      if (line.bytes().size() > LONGEST_LINE || Binary.is(line) || !isText(line)) {
        problems.skipped("dmesg.line.unreadable", line);
        continue;
      }
      String text = Terminal.plain(line.text());
      if (text.isBlank()) {
        continue;
      }
      Optional<DmesgLine> read = DmesgLine.read(text);
      boolean stamped = read.isPresent() && !read.get().fields().isEmpty();
      stamps |= stamped;
      if (!stamped && stamps && goesOn(text) && !entries.isEmpty()) {
        entries.add(joined(entries.removeLast(), text.strip()));
      } else {
        entries.add(entry(read.orElse(DmesgLine.plain(text)), line.offset()));
      }
      if (!line.ended()) {
        problems.add("dmesg.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
      }
    }
    return new Decoded<>(List.copyOf(entries), problems.toList());
  }

  /// The kernel escapes what is no text, so bytes that are none were not printed by dmesg.
  private static boolean isText(Line line) {
    String text = line.text();
    int strange = 0;
    for (int i = 0; i < text.length(); i++) {
      strange += text.charAt(i) == '\ufffd' ? 1 : 0;
    }
    return strange * 4 <= text.length();
  }

  private static JournalEntry entry(DmesgLine line, long offset) {
    Map<String, String> fields = new LinkedHashMap<>(line.fields());
    fields.put("_TRANSPORT", "kernel");
    fields.put("SYSLOG_IDENTIFIER", "kernel");
    fields.put(MESSAGE, line.message());
    return new JournalEntry(Collections.unmodifiableMap(fields), offset);
  }

  private static JournalEntry joined(JournalEntry before, String more) {
    String message = before.message();
    if (message.length() + more.length() > LONGEST_LINE) {
      return before;
    }
    Map<String, String> fields = new LinkedHashMap<>(before.fields());
    fields.put(MESSAGE, message + "\n" + more);
    return new JournalEntry(Collections.unmodifiableMap(fields), before.offset());
  }
}
