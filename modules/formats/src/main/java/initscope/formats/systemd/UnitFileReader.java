package initscope.formats.systemd;

import initscope.model.Decoded;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.start.Place;
import initscope.model.start.UnitFile;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads unit files line by line. Of systemd, see config_parse() in its src/shared/conf-parser.c: a byte order mark is passed over, a
/// backslash at the end of a line goes on with the next that is no comment, an escaped one or one before a blank does not. So since 239; 219
/// takes comments between for a part of the line.
final class UnitFileReader {
  private static final int MOST_LINES = 100_000;
  private static final int LONGEST_VALUE = 1 << 20;

  private final UnitFileDecoder decoder;
  private final List<UnitFile> files = new ArrayList<>();
  private final Problems problems = new Problems();
  private final StringBuilder pending = new StringBuilder();
  private List<UnitLine> lines = new ArrayList<>();
  private String path = "";
  private String section = "";
  private boolean begun;
  private boolean afterBlank = true;
  private boolean goesOn;
  private int number;
  private int read;
  private Place place = new Place("", 1);
  private int at;
  private long offset;

  UnitFileReader(UnitFileDecoder decoder) {
    this.decoder = decoder;
  }

  /// Without white space around it, and without a byte order mark.
  static String bare(String raw) {
    return (raw.startsWith("\ufeff") ? raw.substring(1) : raw).strip();
  }

  static boolean isComment(String text) {
    return text.startsWith("#") || text.startsWith(";");
  }

  /// Whether there is room; says so once where there is none.
  boolean takesMore(Line line) {
    if (read++ < MOST_LINES) {
      return true;
    }
    problems.add(
        "unit-file.too-many-lines",
        Problem.Effect.LOST_FROM_HERE,
        line.offset(),
        line.bytes().first(Problem.MAX_QUOTE).utf8());
    return false;
  }

  void unreadable(Line line) {
    number++;
    problems.skipped("unit-file.line.unreadable", line);
  }

  void line(Line line) {
    number++;
    if (line.cut()) {
      problems.skipped("unit-file.line.too-long", line);
      return;
    }
    String raw = line.text();
    String text = bare(raw);
    Optional<String> header = decoder.header(raw.stripTrailing(), afterBlank);
    afterBlank = text.isEmpty();
    if (header.isPresent()) {
      next(header.get());
    } else if (!isComment(text)) {
      // a blank behind the backslash takes its meaning away
      boolean more = goesOn(raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw);
      add(text, more, line);
      if (!more && goesOn(text)) {
        problems.add("unit-file.backslash.blank", Problem.Effect.NOTE, line.offset(), quote(text));
      }
    }
  }

  private static String quote(String text) {
    return text.substring(0, Math.min(text.length(), Problem.MAX_QUOTE));
  }

  private void next(String file) {
    finish();
    if (begun || !path.isEmpty()) {
      files.add(UnitFile.of(path, lines));
    }
    path = file;
    lines = new ArrayList<>();
    section = "";
    begun = false;
    number = 0;
  }

  private void add(String text, boolean more, Line line) {
    if (!goesOn) {
      place = new Place(path, number);
      at = line.number();
      offset = line.offset();
    }
    goesOn = more;
    if (pending.length() + text.length() > LONGEST_VALUE) {
      problems.skipped("unit-file.value.too-long", line);
    } else {
      pending.append(goesOn ? text.substring(0, text.length() - 1) + " " : text);
    }
    if (!goesOn) {
      finish();
    }
  }

  private static boolean goesOn(String text) {
    int slashes = 0;
    while (slashes < text.length() && text.charAt(text.length() - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private void finish() {
    String text = pending.toString().strip();
    pending.setLength(0);
    goesOn = false;
    if (text.isEmpty()) {
      return;
    }
    begun = true;
    int equals = text.indexOf('=');
    if (text.startsWith("[")) {
      section = UnitFileDecoder.section(text).orElse("");
      if (section.isEmpty()) {
        problem("unit-file.section.unreadable", Problem.Effect.SKIPPED, text);
      } else if (!UnitFileDecoder.knows(section)) {
        problem("unit-file.section.unknown", Problem.Effect.NOTE, text);
      }
    } else if (equals <= 0) {
      problem("unit-file.line.no-setting", Problem.Effect.SKIPPED, text);
    } else if (section.isEmpty()) {
      problem("unit-file.line.no-section", Problem.Effect.SKIPPED, text);
    } else {
      String name = text.substring(0, equals).strip();
      lines.add(new UnitLine(place, at, offset, section, name, text.substring(equals + 1).strip()));
    }
  }

  private void problem(String id, Problem.Effect effect, String text) {
    problems.add(id, effect, offset, quote(text));
  }

  Decoded<List<UnitFile>> end() {
    finish();
    if (begun || !path.isEmpty()) {
      files.add(UnitFile.of(path, lines));
    }
    return new Decoded<>(List.copyOf(files), problems.toList());
  }
}
