package initscope.formats.systemd;

import initscope.formats.text.Terminal;
import initscope.model.Decoded;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.boot.Boot;
import initscope.model.boot.BootDump;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.start.Timespan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Reads a dump line by line. Indentation is not relied on: pasted dumps lose it.
final class DumpReader {
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_UNITS = 1 << 20;
  private static final long SECOND = 1_000_000_000L;
  private static final long MICROSECOND = 1000;
  private static final String TIMESTAMP = "Timestamp ";

  private final Problems problems = new Problems();
  private final List<BootUnit> units = new ArrayList<>();
  private final Map<String, String> managerTimes = new HashMap<>();
  private String version = "";
  private Optional<WallClock> kernel = Optional.empty();
  private Optional<DumpUnit> unit = Optional.empty();
  private long lineAt;
  private String lineText = "";
  private boolean told;
  private boolean coarse;
  private boolean unplaced;
  private boolean fromFirst;
  private boolean fine;
  private final Optional<WallClock> zero;

  /// @param zero what times count from where the dump does not tell when the kernel started
  DumpReader(Optional<WallClock> zero) {
    this.zero = zero;
  }

  void line(Line line) {
    lineAt = line.offset();
    long size = line.bytes().size();
    if (size > LONGEST_LINE) {
      problems.skipped("dump.line.too-long", line);
      return;
    }
    String raw = line.text();
    String text = Terminal.plain(raw).strip();
    lineText = text;
    if (text.startsWith("->")) {
      heading(line, text);
    } else if (unit.isPresent()) {
      unit.get().property(text);
    } else if (!manager(text) && !Terminal.isNoise(text) && !told) {
      problems.skipped("dump.line.unreadable", line);
    }
    if (!line.ended() && unit.isPresent()) {
      problems.add("dump.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
    }
  }

  private void heading(Line line, String text) {
    boolean isUnit = text.startsWith(DumpDecoder.UNIT) && text.endsWith(":");
    String name =
        isUnit ? text.substring(DumpDecoder.UNIT.length(), text.length() - 1).strip() : "";
    if (isUnit && UnitNames.is(name)) {
      endUnit();
      told = true;
      if (units.size() < MOST_UNITS) {
        unit = Optional.of(new DumpUnit(name, line, this::nanos));
      } else {
        problems.skipped("dump.too-many", line);
      }
    } else if (isUnit) {
      endUnit();
      problems.skipped("dump.unit.name", line);
    } else {
      // a job or a command of the unit, or, behind the last unit, the queue of jobs
      unit.ifPresent(u -> u.section(text));
    }
  }

  private boolean manager(String text) {
    int colon = text.indexOf(": ");
    if (text.startsWith(DumpDecoder.MANAGER)) {
      told = true;
      version = text.substring(DumpDecoder.MANAGER.length());
      return true;
    }
    if (text.startsWith(TIMESTAMP) && colon > 0) {
      told = true;
      String name = text.substring(TIMESTAMP.length(), colon);
      String value = text.substring(colon + 2);
      if (managerTimes.size() < 100) {
        managerTimes.putIfAbsent(name, value);
      }
      if (name.equals("kernel")) {
        kernel = WallClock.read(value);
      }
      return true;
    }
    return text.startsWith("Features: ");
  }

  /// A unit's or the manager's time since the kernel's start.
  private OptionalLong nanos(String text) {
    Optional<WallClock> at = WallClock.read(text);
    if (at.isEmpty()) {
      return OptionalLong.empty();
    }
    if (at.get().monotonicNanos().isPresent()) {
      fine = true;
      return at.get().monotonicNanos();
    }
    Optional<WallClock> from = kernel.or(() -> zero);
    OptionalLong since = from.map(at.get()::nanosSince).orElse(OptionalLong.empty());
    if (kernel.isEmpty() && zero.isPresent()) {
      fromFirst = note("dump.times.from-first", fromFirst);
    }
    if (since.isEmpty()) {
      unplaced = note("dump.times.unplaced", unplaced);
    } else if (at.get().fine()) {
      fine = true;
    } else {
      coarse = note("dump.times.whole-seconds", coarse);
    }
    return since;
  }

  /// Says once where times begin to be worth less than they could.
  private boolean note(String id, boolean before) {
    if (!before) {
      problems.add(id, Problem.Effect.NOTE, lineAt, lineText);
    }
    return true;
  }

  private OptionalLong managerNanos(String name) {
    return nanos(managerTimes.getOrDefault(name, ""));
  }

  /// Firmware and loader: times of day before the kernel's, or spans.
  private OptionalLong before(String name) {
    String text = managerTimes.getOrDefault(name, "");
    OptionalLong span = Timespan.printed(text);
    if (span.isPresent()) {
      return span;
    }
    OptionalLong nanos = nanos(text);
    return nanos.isPresent() && nanos.getAsLong() <= 0
        ? OptionalLong.of(-nanos.getAsLong())
        : OptionalLong.empty();
  }

  private BootTimes times() {
    OptionalLong firmware = before("firmware");
    OptionalLong loader = before("loader");
    return new BootTimes(
        firmware.isPresent() && firmware.getAsLong() >= loader.orElse(0)
            ? OptionalLong.of(firmware.getAsLong() - loader.orElse(0))
            : OptionalLong.empty(),
        loader,
        managerNanos("initrd"),
        managerNanos("userspace"),
        managerNanos("finish"));
  }

  private void endUnit() {
    unit.ifPresent(u -> units.add(u.done()));
    unit = Optional.empty();
  }

  Decoded<Optional<BootDump>> finish() {
    endUnit();
    BootTimes times = times();
    long grain = fine && !coarse ? MICROSECOND : SECOND;
    return new Decoded<>(
        told ? Optional.of(new BootDump(new Boot(version, times, units), grain)) : Optional.empty(),
        problems.toList());
  }
}
