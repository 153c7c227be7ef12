package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.model.Bytes;
import initscope.model.host.ProcStat;
import initscope.model.host.SyscallState;
import initscope.model.start.StartLook;
import initscope.model.start.WatchedProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The lines of one look of {@link StartWatchDecoder}. What it does not know, or has too much of, is left out.
final class LookBuilder {
  private static final int MOST_PROCESSES = 8;
  private static final int MOST_FILES = 256;
  private static final int MOST_FIELDS = 32;
  private static final int MOST_NAME = 400;
  private static final String LISTEN = "0A"; // TCP_LISTEN, as the kernel prints it

  private final Map<Long, Map<String, String>> processes = new LinkedHashMap<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> listens = new ArrayList<>();
  private final List<String> accepted = new ArrayList<>();
  private OptionalLong filesOf = OptionalLong.empty();
  private OptionalLong throttled = OptionalLong.empty();

  /// Takes a line.
  ///
  /// @param kind its first letter where a blank follows, else 0
  void line(String text, char kind) {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':');
    OptionalLong pid = slash > 0 ? number(text.substring(0, slash)) : OptionalLong.empty();
    if (pid.isPresent() && colon > slash) {
      proc(pid.getAsLong(), text.substring(slash + 1, colon), text.substring(colon + 1));
    } else if (kind == 'f') {
      filesOf = number(text.substring(2));
    } else if (kind == 'c') {
      cgroup(text.substring(2));
    } else if (text.startsWith("l")) {
      file(text);
    }
  }

  private void proc(long pid, String file, String text) {
    if (file.startsWith("net/")) {
      socket(file.substring(4), text.strip());
      return;
    }
    if (!processes.containsKey(pid) && processes.size() >= MOST_PROCESSES) {
      return;
    }
    Map<String, String> fields = processes.computeIfAbsent(pid, _ -> new LinkedHashMap<>());
    boolean named = file.equals("io") || file.equals("status");
    int colon = named ? text.indexOf(':') : -1;
    String key = colon < 0 ? file : file + "." + text.substring(0, colon);
    if (fields.size() < MOST_FIELDS && key.length() < 64) {
      fields.putIfAbsent(key, text.substring(colon + 1).strip());
    }
  }

  /// {@code lrwx------. 1 999 997 64 Nov 27 10:55 3 -> /opt/data/7}.
  private void file(String text) {
    int arrow = text.indexOf(" -> ");
    if (arrow > 0 && files.size() < MOST_FILES) {
      String target = text.substring(arrow + 4);
      String number = text.substring(text.lastIndexOf(' ', arrow - 1) + 1, arrow);
      boolean standard = number.length() == 1 && number.charAt(0) <= '2';
      if (!standard) {
        files.add(target.length() > MOST_NAME ? target.substring(0, MOST_NAME) : target);
      }
    }
  }

  private void socket(String file, String text) {
    if (listens.size() + accepted.size() >= MOST_FILES) {
      return;
    }
    if (file.equals("unix")) {
      listens.add("unix " + text);
      return;
    }
    String[] words = text.split(" ", 5);
    if (words.length > 2 && words[2].length() == 2) {
      List<String> list = words[2].equals(LISTEN) ? listens : accepted;
      list.add(file + " " + text);
    }
  }

  /// {@code throttled_usec} of one tree, {@code throttled_time} (nanoseconds) of the older ones.
  private void cgroup(String text) {
    int blank = text.indexOf(' ');
    OptionalLong value = blank < 0 ? OptionalLong.empty() : number(text.substring(blank + 1));
    if (value.isPresent() && text.startsWith("throttled_usec ")) {
      throttled = OptionalLong.of(Math.min(value.getAsLong(), Long.MAX_VALUE / 1000) * 1000);
    } else if (value.isPresent() && text.startsWith("throttled_time ")) {
      throttled = value;
    }
  }

  StartLook build(long from, long to, long offset) {
    List<WatchedProcess> all = new ArrayList<>();
    processes.forEach((pid, fields) -> all.add(process(pid, fields)));
    return new StartLook(from, to, all, filesOf, files, listens, accepted, throttled, offset);
  }

  private static WatchedProcess process(long pid, Map<String, String> fields) {
    Optional<ProcStat> stat =
        Optional.ofNullable(fields.get("stat"))
            .flatMap(text -> new ProcStatDecoder().decode(Bytes.of(text + "\n")).value());
    Optional<SyscallState> syscall =
        Optional.ofNullable(fields.get("syscall"))
            .flatMap(text -> new SyscallDecoder().decode(Bytes.of(text + "\n")).value());
    String[] sched = fields.getOrDefault("schedstat", "").split(" ", 3);
    String wchan = fields.getOrDefault("wchan", "0");
    return new WatchedProcess(
        pid,
        stat,
        sched.length > 1 ? number(sched[0]) : OptionalLong.empty(),
        sched.length > 1 ? number(sched[1]) : OptionalLong.empty(),
        number(fields.getOrDefault("io.rchar", "")),
        number(fields.getOrDefault("io.syscr", "")),
        number(fields.getOrDefault("io.read_bytes", "")),
        number(fields.getOrDefault("status.voluntary_ctxt_switches", "")),
        wchan.equals("0") || wchan.isEmpty() || wchan.length() > MOST_NAME
            ? Optional.empty()
            : Optional.of(wchan),
        syscall);
  }

  private static OptionalLong number(String text) {
    return !text.isEmpty() && text.length() < 19 && Cursor.isDigits(text)
        ? OptionalLong.of(Long.parseLong(text))
        : OptionalLong.empty();
  }
}
