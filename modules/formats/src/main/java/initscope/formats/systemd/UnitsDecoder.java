package initscope.formats.systemd;

import initscope.formats.text.Cursor;
import initscope.model.EvidenceRef;
import initscope.model.Format;
import initscope.model.boot.UnitLine;
import java.util.Optional;
import java.util.Set;

/// {@code systemctl list-units}: name, three states, with a job where one runs, description. Failed units bear a bullet or an asterisk.
public final class UnitsDecoder extends PastedDecoder<UnitLine> {
  private static final Format FORMAT = new Format("systemctl-list-units", "systemctl list-units");
  private static final Set<String> LOADS =
      Set.of("stub", "loaded", "not-found", "bad-setting", "error", "merged", "masked");
  private static final Set<String> ACTIVES =
      Set.of(
          "active",
          "reloading",
          "inactive",
          "failed",
          "activating",
          "deactivating",
          "maintenance",
          "refreshing");
  private static final Set<String> JOBS =
      Set.of("start", "stop", "restart", "reload", "verify-active", "reload-or-start", "nop");

  /// A decoder without state.
  public UnitsDecoder() {
    super(FORMAT);
  }

  @Override
  Optional<UnitLine> scan(String line, EvidenceRef place) {
    Cursor c = new Cursor(line);
    c.blanks();
    // a name may begin with an x too
    if (isMark(c.peek()) && line.startsWith(" ", c.position() + 1)) {
      c.moveTo(c.position() + 1);
      c.blanks();
    }
    String name = c.word();
    String load = c.gap().word();
    String active = c.gap().word();
    String sub = c.gap().word();
    if (c.failed() || !UnitNames.is(name) || !LOADS.contains(load) || !ACTIVES.contains(active)) {
      return Optional.empty();
    }
    c.blanks();
    int description = c.position();
    // the column of jobs is there only while one runs, and a unit with one is on its way
    if (!active.equals("active") && !c.atEnd() && JOBS.contains(c.word()) && !c.atEnd()) {
      c.blanks();
    } else {
      c.moveTo(description);
    }
    return Optional.of(new UnitLine(name, load, active, sub, c.rest().strip(), place));
  }

  private static boolean isMark(char c) {
    return c == '*' || c == '\u25cf' || c == '\u25cb' || c == '\u21bb' || c == '\u00d7' || c == 'x';
  }

  @Override
  boolean isOther(String line) {
    String text = line.strip();
    return text.startsWith("UNIT ")
        || text.startsWith("LOAD ")
        || text.startsWith("ACTIVE ")
        || text.startsWith("SUB ")
        || text.startsWith("JOB ")
        || text.startsWith("To show all installed unit files")
        || text.startsWith("Pass --all")
        || text.equals("...")
        || text.contains(" listed.");
  }
}
