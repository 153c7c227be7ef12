package initscope.formats.systemd;

import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.JournalEntry;
import java.util.List;

/// {@code journalctl -o json}, {@code json-pretty}, {@code json-sse} and {@code json-seq}: an object an entry. A field that is no text is a list of
/// bytes, one that comes several times a list of values. Damage costs the object it is in: reading goes on at the next line that begins one.
public final class JournalJsonDecoder implements Decoder<List<JournalEntry>> {
  private static final Format FORMAT =
      new Format("journal-json", "journalctl -o json, json-pretty, json-sse, json-seq");
  private static final Bytes SSE = Bytes.of("data: ");
  private static final int RECORD = 0x1e;
  private static final int HEAD_BYTES = 8 << 10;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    String text = Heads.text(head, HEAD_BYTES).strip();
    int brace = text.indexOf('{');
    boolean begins =
        brace == 0 || (brace == 1 && text.charAt(0) == RECORD) || text.startsWith("data: {");
    return begins
        && (text.contains("\"__REALTIME_TIMESTAMP\"")
            || text.contains("\"__CURSOR\"")
            || text.contains("\"__MONOTONIC_TIMESTAMP\""));
  }

  @Override
  public Decoded<List<JournalEntry>> decode(Bytes in) {
    Reader reader = new Reader(in);
    reader.read();
    return new Decoded<>(reader.entries.build(in), reader.problems.toList());
  }

  private static final class Reader {
    private final Bytes in;
    private final JsonObject object;
    private final Problems problems = new Problems();
    private final JsonEntries.Builder entries = new JsonEntries.Builder();
    private final JsonObject.Fields counter = this::field;

    /// How many fields the object that is read has had, and how many of them were too long for the journal to show.
    private int fields;

    private int hidden;
    private long at;

    Reader(Bytes in) {
      this.in = in;
      this.object = new JsonObject(in);
    }

    void read() {
      while (at < in.size()) {
        int c = in.at(at);
        if (c == '{') {
          entry();
        } else if (c == RECORD || c == ' ' || (c >= '\t' && c <= '\r')) {
          at++;
        } else if (in.startsWith(SSE, at)) {
          at += SSE.size();
        } else {
          skip("journal-json.line.unreadable", at, at);
        }
      }
    }

    private void entry() {
      long start = at;
      fields = 0;
      hidden = 0;
      long end = object.read(start, counter);
      if (end < 0) {
        // an object that breaks at the end of the input was cut there
        skip("journal-json.entry.unreadable", start, Math.max(start, Math.min(~end, in.size())));
        return;
      }
      at = end;
      if (fields > 0 && !entries.add(start)) {
        problems.add("journal-json.too-many", Problem.Effect.LOST_FROM_HERE, start, quote(start));
        at = in.size();
      }
      if (hidden > 0) {
        problems.add("journal-json.field.too-long", Problem.Effect.NOTE, start, quote(start));
      }
    }

    private void field(long nameFrom, long nameTo, long from, long to) {
      fields++;
      hidden += JsonObject.isNull(in, from) ? 1 : 0;
    }

    /// Goes on where the next line begins an entry. A string that lacks its end may have run into that very line.
    private void skip(String id, long start, long noticed) {
      problems.add(id, Problem.Effect.SKIPPED, start, quote(start));
      boolean atLine = noticed > start && noticed < in.size() && in.at(noticed - 1) == '\n';
      at = atLine ? noticed : nextLine(noticed);
      while (at < in.size() && !begins(at)) {
        at = nextLine(at);
      }
    }

    private long nextLine(long from) {
      long feed = in.indexOf('\n', from);
      return feed < 0 ? in.size() : feed + 1;
    }

    private boolean begins(long line) {
      int c = in.at(line);
      return c == '{' || c == RECORD || in.startsWith(SSE, line);
    }

    private String quote(long start) {
      String text = in.utf8(start, Math.min(Problem.MAX_QUOTE, in.size() - start));
      int feed = text.indexOf('\n');
      return feed < 0 ? text : text.substring(0, feed);
    }
  }
}
