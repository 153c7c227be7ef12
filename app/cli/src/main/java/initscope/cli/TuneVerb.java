package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.remote.HostSpec;
import initscope.tuning.StatusView;
import initscope.tuning.export.ExportFormat;
import initscope.tuning.host.GuardItem;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import initscope.verbs.DataDirs;
import initscope.verbs.ToolVersion;
import initscope.verbs.Tune;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/// {@code initscope tune}.
final class TuneVerb implements Verb {
  private static final int REFUSED = 5;

  @Override
  public Syntax syntax() {
    Syntax syntax =
        Syntax.verb("tune", "Changes a host on trial: without confirm the host takes it back.")
            .word(
                "ACTION",
                "plan, apply, status, confirm, rollback; mistakes, cgroup, denials; audit, export",
                true)
            .word(
                "[USER@]HOST[:PORT]",
                "the host; for audit a PLAN or TX, or nothing; for export a PLAN, and more after"
                    + " it",
                false)
            .words(
                "CHANGE|PLAN|UNIT",
                "for plan: KEY=VALUE of a kernel parameter, or KIND:TARGET=WANTED with KIND mount,"
                    + " boolean, permissive, label, port, policy, unit, cgroup or ldconf; for"
                    + " apply: the plan's name; for mistakes and cgroup: a unit in full",
                false)
            .flag("--preview", "for rollback: says what would come back, and changes nothing")
            .flag("--lasting", "confirm writes it to /etc; else it holds until the next boot")
            .one("--window", "SECONDS", "time to confirm (600)")
            .one("--why", "TEXT", "your reason, kept with the plan")
            .one("--domain", "TYPE", "for denials: the SELinux domain, such as orders_t")
            .one("--since", "MINUTES", "for denials: how far to look back (60)")
            .one("--lang", "en|zh", "language of the sentences")
            .one("--to", "FORMAT", "for export: " + String.join(", ", ExportFormat.words()))
            .one("-o", "--output", "OUT", "for export: the file or new folder to write")
            .one("--pid", "N", "a process whose network must see the change")
            .flag("--json", "for audit: JSON lines, " + TuneAudit.SCHEMA)
            .note(TuneAudit.NOTE);
    return SshWords.addTo(syntax);
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    return switch (words.positional(0)) {
      case "audit" -> TuneAudit.run(data(), words, console);
      case "export" -> TuneExportAction.run(words.positionalsFrom(1), data(), words, console);
      case "plan", "apply", "status", "confirm", "rollback", "mistakes", "cgroup", "denials" ->
          onHost(words, console);
      default ->
          throw new Failure.Usage(
              "Tune cannot",
              words.positional(0),
              "plan, apply, status, confirm, rollback, mistakes, cgroup, denials, audit and export"
                  + " are known.");
    };
  }

  private static Path data() {
    return DataDirs.of(System.getenv(), Path.of(System.getProperty("user.home", "."))).data();
  }

  private static int onHost(Words words, Console console) throws Failure {
    String action = words.positional(0);
    if (words.positional(1).isEmpty()) {
      throw new Failure.Usage("No HOST named", "for tune " + action, "see initscope tune --help.");
    }
    HostSpec host = HostSpec.parse(words.positional(1));
    List<String> rest = words.positionalsFrom(2);
    try (Tune tune =
        Tune.open(
            data(),
            Tune.owner(),
            ToolVersion.read(),
            host,
            SshWords.of(words),
            TerminalPrompts.of(),
            console.progress())) {
      return switch (action) {
        case "plan" -> plan(tune, request(words, rest), Language.of(words), console);
        case "apply" -> status(tune.apply(one(rest)), console);
        case "status" -> status(tune.status(), console);
        case "confirm" -> status(tune.confirm(), console);
        case "mistakes", "cgroup" -> TuneUnit.run(tune, words, console);
        case "denials" -> DenialsText.print(tune, words, Language.of(words), console);
        default ->
            words.has("--preview")
                ? preview(tune.status(), console)
                : status(tune.rollback(), console);
      };
    }
  }

  private static PlanRequest request(Words words, List<String> settings) throws Failure.Usage {
    if (settings.isEmpty()) {
      throw new Failure.Usage(
          "Nothing to change",
          "for tune plan",
          "write KEY=VALUE, such as net.core.somaxconn=4096.");
    }
    List<Change> changes = Tune.changes(settings);
    long window = number(words, "--window", Plan.DEFAULT_WINDOW_SECONDS);
    if (window < Plan.MIN_WINDOW_SECONDS || window > Plan.MAX_WINDOW_SECONDS) {
      throw new Failure.Usage(
          "No such window:",
          window + " s",
          "--window takes " + Plan.MIN_WINDOW_SECONDS + " to " + Plan.MAX_WINDOW_SECONDS + ".");
    }
    long pid = number(words, "--pid", 0);
    return new PlanRequest(
        changes,
        words.text("--why", ""),
        words.has("--lasting"),
        (int) window,
        pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid));
  }

  static long number(Words words, String option, long otherwise) throws Failure.Usage {
    String text = words.text(option, Long.toString(otherwise));
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new Failure.Usage("No number:", text, option + " takes a number.");
    }
    return Long.parseLong(text);
  }

  private static String one(List<String> rest) throws Failure.Usage {
    if (rest.size() != 1) {
      throw new Failure.Usage(
          "No plan named", "for tune apply", "tune plan makes one and prints its name.");
    }
    return rest.getFirst();
  }

  private static int plan(Tune tune, PlanRequest request, Locale locale, Console console)
      throws Failure {
    PlanView view = tune.plan(request);
    for (Finding finding : view.findings()) {
      String todo = finding.todo().map(t -> " " + PlanTexts.say(t, locale)).orElse("");
      String text = PlanTexts.say(finding.text(), locale);
      console.result(Display.safe((finding.blocks() ? "refused: " : "note: ") + text + todo));
    }
    if (view.plan().isEmpty()) {
      console.say("Not planned: " + PlanTexts.say(view.blockers().getFirst().text(), locale));
      return REFUSED;
    }
    list("does", view.commands(), console);
    if (!view.onConfirm().isEmpty()) {
      list("confirm does", view.onConfirm(), console);
    }
    list("undo", view.undo(), console);
    view.gains().forEach(g -> console.result(Display.safe("gain: " + PlanTexts.say(g, locale))));
    view.costs().forEach(c -> console.result(Display.safe("cost: " + PlanTexts.say(c, locale))));
    console.result(Display.safe("without it: " + PlanTexts.say(view.skipping(), locale)));
    console.result("plan " + view.plan().get().id());
    return 0;
  }

  private static void list(String what, List<String> commands, Console console) {
    console.result(what + ":");
    commands.forEach(command -> console.result("  " + Display.safe(command)));
  }

  /// Prints what a rollback would do now.
  private static int preview(StatusView view, Console console) {
    if (!view.canRollBack()) {
      console.result(Display.safe(view.state() + ": nothing to take back. " + view.sentence()));
      return 0;
    }
    for (GuardItem item : view.items()) {
      String before = item.show(item.before());
      String now = item.show(item.now());
      String line =
          switch (item.onRollback()) {
            case AS_BEFORE -> "is as before: %s is %s".formatted(item.name(), now);
            case RESTORED ->
                "would come back: %s is %s, was %s".formatted(item.name(), now, before);
            case LEFT ->
                "would be left alone: %s is %s by somebody else, %s after our change, %s before it"
                    .formatted(
                        item.name(), now, item.show(item.after().orElse(item.want())), before);
          };
      console.result(Display.safe(line));
    }
    console.say("Nothing was changed: tune rollback without --preview takes it back.");
    return 0;
  }

  /// Prints how a change stands.
  static int status(StatusView view, Console console) {
    console.result(
        Display.safe(
            view.state()
                + (view.id().isPresent() ? " " + view.id().get() : "")
                + ": "
                + view.sentence()));
    view.items()
        .forEach(
            item ->
                console.result(
                    Display.safe(
                        "  %s: was %s, wanted %s, is %s"
                            .formatted(
                                item.name(),
                                item.show(item.before()),
                                item.show(item.want()),
                                item.show(item.now())))));
    view.secondsLeft()
        .ifPresent(left -> console.result("  the host takes it back in " + left + " s"));
    return 0;
  }
}
