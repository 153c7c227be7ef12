package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import java.util.List;
import java.util.Optional;

/// Chooses the verb, runs it, and turns what went wrong into one sentence and an exit status.
final class Cli {
  private static final int INTERNAL_ERROR = 1;
  private static final int USAGE = 2;
  private static final int INTERRUPTED = 130;

  private final Console console;

  Cli(Console console) {
    this.console = console;
  }

  private static Optional<Verb> verb(String name) {
    return switch (name) {
      case "demo" -> Optional.of(new DemoVerb());
      case "collect" -> Optional.of(new CollectVerb());
      case "analyze" -> Optional.of(new AnalyzeVerb());
      case "decode" -> Optional.of(new DecodeVerb());
      case "inspect" -> Optional.of(new InspectVerb());
      case "export" -> Optional.of(new ExportVerb());
      case "tune" -> Optional.of(new TuneVerb());
      case "lab" -> Optional.of(new LabVerb());
      case "doctor" -> Optional.of(new DoctorVerb());
      default -> Optional.empty();
    };
  }

  /// Runs the words of a command line.
  ///
  /// @return exit status as the contract of the command line says
  int run(String[] args) {
    if (args.length == 0
        || args[0].equals("--help")
        || args[0].equals("-h")
        || args[0].equals("help")) {
      console.result(Usage.TEXT);
      return args.length == 0 ? USAGE : 0;
    }
    Optional<Verb> known = verb(args[0]);
    if (known.isEmpty()) {
      console.say(
          "Unknown verb '"
              + args[0]
              + "' on the command line: see initscope --help for the verbs.");
      return USAGE;
    }
    Verb verb = known.get();
    Syntax syntax = verb.syntax();
    try {
      Words words = syntax.parse(List.of(args).subList(1, args.length));
      if (words.wantsHelp()) {
        console.result(VerbHelp.of(syntax));
        return 0;
      }
      return verb.run(words, console);
    } catch (Syntax.WrongWords e) {
      console.say(e.sentence() + " on the command line: see initscope " + args[0] + " --help.");
      return USAGE;
    } catch (Failure e) {
      console.say(String.valueOf(e.getMessage()));
      return e.exitStatus();
    } catch (Progress.CancelledException e) {
      console.say("Cancelled; what was there already is kept.");
      return INTERRUPTED;
    } catch (RuntimeException | Error e) {
      return internalError(e);
    }
  }

  private int internalError(Throwable e) {
    console.say(
        "InitScope itself failed in "
            + Thread.currentThread().getName()
            + ": please report it with the file "
            + ErrorReport.write(e)
            + ".");
    return INTERNAL_ERROR;
  }
}
