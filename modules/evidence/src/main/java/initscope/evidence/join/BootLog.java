package initscope.evidence.join;

import initscope.formats.systemd.JournalTextDecoder;
import initscope.formats.systemd.Journals;
import initscope.model.Decoder;
import initscope.model.EvidenceRef;
import initscope.model.boot.BootNote;
import initscope.model.boot.BootNote.Kind;
import initscope.model.boot.ReadyMark;
import initscope.model.boot.ReadyMark.Sign;
import initscope.model.boot.ReadyMark.Source;
import initscope.model.host.JournalEntry;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What the journal of a boot tells: signs of life of services, and what systemd itself had to say.
final class BootLog {
  private static final int MOST_NOTES = 200;
  private static final List<String> LISTENS =
      List.of("listening on", "listening at", "listen on", "listening for conn", "serving on");
  private static final List<String> ACCEPTED =
      List.of(
          "accepted connection", "connection accepted", "new connection from", "connection from");

  /// What makes of such a phrase its opposite, or something yet to come.
  private static final List<String> DENIES =
      List.of("not listening", "cannot", "can't", "could not", "fail", "error", "unable", "will ");

  private static final Set<String> UNIT_TYPES =
      Set.of(
          "service", "target", "socket", "mount", "device", "timer", "path", "swap", "automount");

  private static final String DEVICE = "Timed out waiting for device";

  private final List<JournalEntry> journal;
  private final String journalName;

  private BootLog(List<JournalEntry> journal, String journalName) {
    this.journal = journal;
    this.journalName = journalName;
  }

  static BootLog of(Pieces pieces) {
    Optional<Piece> piece = pieces.get("boot/journal");
    if (piece.isEmpty()) {
      return new BootLog(List.of(), "");
    }
    Decoder<List<JournalEntry>> decoder =
        Journals.recognise(piece.get().bytes().first(64 << 10)).orElseGet(JournalTextDecoder::new);
    return new BootLog(pieces.decode(piece.get(), decoder), piece.get().name());
  }

  /// The first line that each service's main process logged, and the first that says that it listens or was connected to, where the journal
  /// has the kernel's time.
  List<ReadyMark> ready(List<UnitProperties> shown) {
    Map<String, UnitProperties> byPid = new HashMap<>();
    for (UnitProperties unit : shown) {
      unit.get("ExecMainPID")
          .filter(pid -> !pid.equals("0") && unit.get("Id").isPresent())
          .ifPresent(pid -> byPid.put(pid, unit));
    }
    List<ReadyMark> marks = new ArrayList<>();
    Map<String, Set<Sign>> told = new HashMap<>();
    for (JournalEntry entry : journal) {
      String pid = entry.field("_PID").or(() -> entry.field("SYSLOG_PID")).orElse("");
      UnitProperties unit = byPid.get(pid);
      OptionalLong at = entry.monotonicNanos();
      if (unit == null || at.isEmpty() || !logged(unit, at.getAsLong())) {
        continue;
      }
      for (Sign sign : signs(entry.message())) {
        if (told.computeIfAbsent(pid, _ -> EnumSet.noneOf(Sign.class)).add(sign)) {
          EvidenceRef place = EvidenceRef.at(journalName, entry.offset(), entry.message());
          String name = unit.get("Id").orElseThrow();
          marks.add(new ReadyMark(name, sign, Source.LOG, at.getAsLong(), place));
        }
      }
    }
    return marks;
  }

  /// What a line of a service's log is a sign of. Programs word it as they like: these are the phrases that servers commonly use.
  private static Set<Sign> signs(String message) {
    String low = message.toLowerCase(Locale.ROOT);
    Set<Sign> signs = EnumSet.of(Sign.LOG_LINE);
    if (LISTENS.stream().anyMatch(low::contains) && DENIES.stream().noneMatch(low::contains)) {
      signs.add(Sign.LISTENS);
    }
    if (ACCEPTED.stream().anyMatch(low::contains) && DENIES.stream().noneMatch(low::contains)) {
      signs.add(Sign.ACCEPTED);
    }
    return signs;
  }

  /// What systemd, process 1, logged of cycles and of waits that ended by the clock.
  List<BootNote> notes() {
    List<BootNote> notes = new ArrayList<>();
    for (JournalEntry entry : journal) {
      boolean systemd =
          entry.field("SYSLOG_PID").or(() -> entry.field("_PID")).filter("1"::equals).isPresent();
      Optional<Kind> kind = systemd ? kind(entry.message()) : Optional.empty();
      if (kind.isPresent() && notes.size() < MOST_NOTES) {
        notes.add(
            new BootNote(
                kind.get(),
                named(entry.message(), kind.get()),
                entry.monotonicNanos().orElse(0),
                EvidenceRef.at(journalName, entry.offset(), entry.message())));
      }
    }
    return notes;
  }

  private static Optional<Kind> kind(String message) {
    if (message.contains("deleted to break ordering cycle")) {
      return Optional.of(Kind.JOB_DELETED);
    }
    if (message.contains("Found ordering cycle on ")) {
      return Optional.of(Kind.CYCLE);
    }
    if (message.contains("Found dependency on ")) {
      return Optional.of(Kind.IN_CYCLE);
    }
    boolean late = message.contains(DEVICE) || message.contains("start operation timed out");
    return late ? Optional.of(Kind.TIMED_OUT) : Optional.empty();
  }

  /// The unit that a message names first: {@code Job a.service/start deleted ...}, {@code a.service: Found ordering cycle on b.service/start}.
  private static String named(String message, Kind kind) {
    if (kind == Kind.TIMED_OUT && message.contains(DEVICE)) {
      return device(message);
    }
    for (String word : message.split(" ", 64)) {
      int end = kind == Kind.TIMED_OUT ? word.length() : word.indexOf('/');
      String bare = end > 0 ? word.substring(0, end) : "";
      bare = bare.endsWith(":") || bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
      int dot = bare.lastIndexOf('.');
      if (dot > 0 && UNIT_TYPES.contains(bare.substring(dot + 1))) {
        return bare;
      }
    }
    return "";
  }

  /// The device that was waited for: its path, its unit or its description, {@code Timed out waiting for device /dev/vdb.}; later versions
  /// print the unit and the description with a dash between.
  private static String device(String message) {
    String rest = message.substring(message.indexOf(DEVICE) + DEVICE.length()).strip();
    int dash = rest.indexOf(".device - ");
    if (dash > 0) {
      return rest.substring(0, dash) + ".device";
    }
    return rest.endsWith(".") ? rest.substring(0, rest.length() - 1) : rest;
  }

  /// A number of a process may have been another's before.
  private static boolean logged(UnitProperties unit, long atNanos) {
    OptionalLong begin = unit.monotonicNanos("ExecMainStartTimestampMonotonic");
    OptionalLong end = unit.monotonicNanos("ExecMainExitTimestampMonotonic");
    return begin.isPresent()
        && begin.getAsLong() <= atNanos
        && (end.isEmpty() || end.getAsLong() < begin.getAsLong() || atNanos <= end.getAsLong());
  }
}
