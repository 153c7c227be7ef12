package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.model.change.TxState;
import initscope.remote.HostSpec;
import initscope.remote.SshOptions;
import initscope.tuning.StatusView;
import initscope.tuning.export.ExportFormat;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanView;
import initscope.verbs.DataDirs;
import initscope.verbs.ToolVersion;
import initscope.verbs.Tune;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// {@code initscope tune}.
final class TuneVerb implements Verb {
  private static final int REFUSED = 5;
  private static final int NEEDS_PERSON = 7;
  private static final int SHORTEST_ID = 8;
  private static final int LONGEST_ID = 32;

  /// For the help.
  private static final String JSON_NOTE =
      "--json of the other actions prints one object, "
          + TuneJson.SCHEMA
          + ": the guide's chapter on it names the keys. Where a change fails, one sentence on"
          + " standard error says why, and the exit status.";

  private final Path data;

  TuneVerb() {
    this(DataDirs.of(System.getenv(), Path.of(System.getProperty("user.home", "."))).data());
  }

  /// With another journal than the user's.
  TuneVerb(Path data) {
    this.data = data;
  }

  @Override
  public Syntax syntax() {
    Syntax syntax =
        Syntax.verb("tune", "Changes a host on trial: without confirm the host takes it back.")
            .word(
                "ACTION",
                "plan, apply, status, confirm, rollback, extend; mistakes, cgroup, denials; audit,"
                    + " export",
                true)
            .word(
                "[USER@]HOST[:PORT]",
                "the host; status without one lists what this computer has open; for audit a PLAN"
                    + " or TX, or nothing; for export a PLAN, and more after it",
                false)
            .words(
                "CHANGE|PLAN|ID|UNIT",
                "for plan: KEY=VALUE of a kernel parameter, or KIND:TARGET=WANTED with KIND mount,"
                    + " boolean, permissive, label, port, policy, unit, cgroup or ldconf; for"
                    + " apply: the plan's name; for confirm, rollback and extend: the change on"
                    + " trial, eight of its first digits or more; for mistakes and cgroup: a unit"
                    + " in full",
                false)
            .flag("--preview", "for rollback: says what would come back, and changes nothing")
            .flag(
                "--lasting",
                "for plan: confirm writes it to disk; else it holds until the next boot")
            .one("--window", "SECONDS", "for plan and extend: time to confirm, from then on (600)")
            .one("--why", "TEXT", "for plan: your reason, kept with it")
            .one("--pid", "N", "for plan: a process whose network must see the change")
            .one("--domain", "TYPE", "for denials: the SELinux domain, such as orders_t")
            .one("--since", "MINUTES", "for denials: how far to look back (60)")
            .one("--lang", "en|zh", "language of the sentences")
            .one("--to", "FORMAT", "for export: " + String.join(", ", ExportFormat.words()))
            .one("-o", "--output", "OUT", "for export: the file or new folder to write")
            .flag(
                "--json",
                "JSON: for audit lines of " + TuneAudit.SCHEMA + ", else " + TuneJson.SCHEMA);
    String actions = String.join("\n", TuneAction.lines());
    return SshWords.addTo(
        syntax
            .note(
                "Each action takes these words and options, and those of ssh with a HOST:\n"
                    + actions)
            .note(JSON_NOTE)
            .note(TuneAudit.NOTE));
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    TuneAction action = TuneAction.of(words);
    return switch (action) {
      case AUDIT -> TuneAudit.run(data, words, console);
      case EXPORT -> TuneExportAction.run(words.positionalsFrom(1), data, words, console);
      default ->
          action == TuneAction.STATUS && words.positionals().size() == 1
              ? open(words, console)
              : onHost(action, words, console);
    };
  }

  private int open(Words words, Console console) throws Failure {
    TuneOutput out = output(words, console);
    out.open(Tune.open(data));
    return 0;
  }

  private static TuneOutput output(Words words, Console console) throws Failure {
    Locale locale = Language.of(words);
    return words.has("--json")
        ? new TuneJson(console, locale, words.positional(1))
        : new TuneText(console, locale);
  }

  /// What the words ask for is known before the host is.
  private int onHost(TuneAction action, Words words, Console console) throws Failure {
    HostSpec host = HostSpec.parse(words.positional(1));
    SshOptions ssh = SshWords.of(words);
    TuneOutput out = output(words, console);
    return switch (action) {
      case PLAN -> {
        PlanRequest request = request(words);
        yield at(host, ssh, console, tune -> plan(tune.plan(request), out));
      }
      case APPLY -> at(host, ssh, console, tune -> status(tune.apply(words.positional(2)), out));
      case STATUS -> at(host, ssh, console, tune -> status(tune.status(), out));
      case CONFIRM -> {
        Optional<String> id = id(words);
        yield at(host, ssh, console, tune -> status(tune.confirm(id), out));
      }
      case EXTEND -> {
        Optional<String> id = id(words);
        int window = window(words);
        yield at(host, ssh, console, tune -> status(tune.extend(id, window), out));
      }
      case ROLLBACK -> {
        Optional<String> id = id(words);
        yield at(
            host,
            ssh,
            console,
            words.has("--preview")
                ? tune -> preview(tune.status(id), out)
                : tune -> status(tune.rollback(id), out));
      }
      case DENIALS ->
          at(
              host,
              ssh,
              console,
              tune -> DenialsText.print(tune, words, Language.of(words), console));
      default -> at(host, ssh, console, tune -> TuneUnit.run(tune, words, console));
    };
  }

  private interface Work {
    int on(Tune tune) throws Failure;
  }

  private int at(HostSpec host, SshOptions ssh, Console console, Work work) throws Failure {
    try (Tune tune =
        Tune.open(
            data,
            Tune.owner(),
            ToolVersion.read(),
            host,
            ssh,
            TerminalPrompts.of(),
            console.progress())) {
      return work.on(tune);
    }
  }

  private static PlanRequest request(Words words) throws Failure.Usage {
    List<Change> changes = Tune.changes(words.positionalsFrom(2));
    long pid = number(words, "--pid", 0);
    return new PlanRequest(
        changes,
        words.text("--why", ""),
        words.has("--lasting"),
        window(words),
        pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid));
  }

  private static int window(Words words) throws Failure.Usage {
    long window = number(words, "--window", Plan.DEFAULT_WINDOW_SECONDS);
    if (window < Plan.MIN_WINDOW_SECONDS || window > Plan.MAX_WINDOW_SECONDS) {
      throw new Failure.Usage(
          "No such window:",
          window + " s",
          "--window takes " + Plan.MIN_WINDOW_SECONDS + " to " + Plan.MAX_WINDOW_SECONDS + ".");
    }
    return (int) window;
  }

  /// The change that was named by its first digits.
  private static Optional<String> id(Words words) throws Failure.Usage {
    String text = words.positional(2);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean hex = text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (!hex || text.length() < SHORTEST_ID || text.length() > LONGEST_ID) {
      throw new Failure.Usage(
          "Not the ID of a change:",
          text,
          "write " + SHORTEST_ID + " of its first digits or more; tune status prints it.");
    }
    return Optional.of(text);
  }

  static long number(Words words, String option, long otherwise) throws Failure.Usage {
    String text = words.text(option, Long.toString(otherwise));
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Failure.Usage("No number:", text, option + " takes a number.");
    }
    return Long.parseLong(text);
  }

  private static int plan(PlanView view, TuneOutput out) {
    out.plan(view);
    return view.plan().isPresent() ? 0 : REFUSED;
  }

  private static int preview(StatusView view, TuneOutput out) {
    out.preview(view);
    return 0;
  }

  private static int status(StatusView view, TuneOutput out) {
    out.status(view);
    return view.state() == TxState.DRIFT || view.state() == TxState.NEEDS_PERSON ? NEEDS_PERSON : 0;
  }
}
