package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Mistakes in the commands of a start, see "Command Lines" of systemd.service(5). ExecStartPre= and ExecStartPost= are part of the start:
/// followers wait for them, and they count against its timeout.
final class CommandMistakes {
  private static final List<String> AROUND = List.of("ExecStartPre", "ExecStartPost");
  private static final List<String> COMMANDS =
      List.of(
          "ExecCondition",
          "ExecStartPre",
          "ExecStart",
          "ExecStartPost",
          "ExecReload",
          "ExecStop",
          "ExecStopPost");
  private static final int BARE_NAMES_SINCE = 239;
  private static final Set<String> LOOPS = Set.of("until", "while");
  private static final Set<String> WAITERS =
      Set.of(
          "wait-for-it",
          "wait-for-it.sh",
          "wait-for",
          "wait4ports",
          "dockerize",
          "wait4x",
          "pg_isready",
          "nm-online",
          "systemd-networkd-wait-online",
          "waitfor");

  private CommandMistakes() {}

  /// A fixed wait before a start, whether or not what it waits for is there.
  static List<Mistake> sleeps(UnitScene unit) {
    List<UnitLine> lines = new ArrayList<>();
    AROUND.forEach(n -> lines.addAll(unit.files().list("Service", n)));
    boolean oneshot = unit.type().equals("oneshot");
    for (UnitLine line : unit.files().list("Service", "ExecStart")) {
      boolean within = CommandLine.of(line.value()).isShellText() && followed(line.value());
      if (oneshot || within) {
        lines.add(line);
      }
    }
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : lines) {
      slept(line.value())
          .ifPresent(
              s ->
                  found.add(Mistake.byHand(Kind.SLEEP, Optional.of(line.place()), line.name(), s)));
    }
    return found;
  }

  /// Whether something comes after the sleep of a shell's text.
  private static boolean followed(String command) {
    int sleep = command.indexOf("sleep ");
    return sleep >= 0 && (command.indexOf(';', sleep) > 0 || command.indexOf("&&", sleep) > 0);
  }

  /// What follows the command {@code sleep}, also within {@code sh -c '...'}.
  private static Optional<String> slept(String command) {
    String[] words =
        command.replace('"', ' ').replace('\'', ' ').replace(';', ' ').split("[ \t]+", -1);
    for (int i = 0; i + 1 < words.length; i++) {
      String word = Leading.without(words[i], "-@:+!");
      String next = words[i + 1];
      boolean number = !next.isEmpty() && next.charAt(0) >= '0' && next.charAt(0) <= '9';
      if ((word.equals("sleep") || word.endsWith("/sleep")) && number) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /// A command that asks again and again until something answers.
  static List<Mistake> polls(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (String name : List.of("ExecStartPre", "ExecStartPost", "ExecStart")) {
      for (UnitLine line : unit.files().list("Service", name)) {
        CommandLine command = CommandLine.of(line.value());
        boolean main = name.equals("ExecStart");
        boolean loops = command.isShellText() && command.names(LOOPS) && sleepsOrAsks(command);
        boolean waits = !main && (command.names(WAITERS) || retries(command));
        if (waits || (loops && (!main || command.execs()))) {
          found.add(Mistake.byHand(Kind.POLLS, Optional.of(line.place()), name, unit.unit()));
        }
      }
    }
    return found;
  }

  private static boolean sleepsOrAsks(CommandLine command) {
    return command.names(
        Set.of("sleep", "curl", "wget", "nc", "ncat", "ping", "dig", "host", "getent"));
  }

  private static boolean retries(CommandLine command) {
    return command.names(Set.of("curl", "wget"))
        && command.words().stream()
            .anyMatch(w -> w.startsWith("--retry") || w.startsWith("--tries"));
  }

  /// A shell that puts its last command into the background and ends: the service ends with it, and what it left is killed.
  static List<Mistake> background(UnitScene unit) {
    String type = unit.type();
    boolean ends = Set.of("simple", "exec", "idle", "notify", "").contains(type);
    List<Mistake> found = new ArrayList<>();
    for (UnitLine line : unit.files().list("Service", "ExecStart")) {
      CommandLine command = CommandLine.of(line.value());
      boolean behind = command.isShellText() && inBackground(command.text());
      if (ends && behind) {
        found.add(Mistake.byHand(Kind.BACKGROUND, Optional.of(line.place()), unit.unit()));
      }
    }
    return found;
  }

  private static boolean inBackground(String text) {
    return text.endsWith("&") && !text.endsWith("&&");
  }

  /// An absolute path, or since 239 a name without a slash, see config_parse_exec(). It is looked at before variables are put in, so that
  /// one of them cannot stand for the program; a specifier can.
  static List<Mistake> paths(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (String name : COMMANDS) {
      for (UnitLine line : unit.files().list("Service", name)) {
        String path = CommandLine.of(line.value()).path();
        Optional<String> why = why(path, unit);
        if (why.isPresent()) {
          Optional<Place> place = Optional.of(line.place());
          found.add(
              Mistake.byHand(Kind.EXEC_PATH, place, unit.unit(), name, path).variant(why.get()));
        }
      }
    }
    return found;
  }

  /// Which words say why a path is not taken; empty where it is.
  private static Optional<String> why(String path, UnitScene unit) {
    boolean bare = path.indexOf('/') < 0;
    boolean old = unit.around().systemd().orElse(Integer.MAX_VALUE) < BARE_NAMES_SINCE;
    if (path.isEmpty() || path.startsWith("/") || path.startsWith("%")) {
      return Optional.empty();
    }
    if (path.startsWith("$")) {
      return Optional.of(".variable");
    }
    if (ShellMistakes.beginsAsShell(path)) {
      return Optional.of(".shell");
    }
    return !bare || old ? Optional.of("") : Optional.empty();
  }
}
