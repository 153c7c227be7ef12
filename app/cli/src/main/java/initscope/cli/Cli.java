package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Chooses the verb, runs it, and turns what went wrong into one sentence and an exit status.
final class Cli {
  private static final int INTERNAL_ERROR = 1;
  private static final int USAGE = 2;
  private static final int INTERRUPTED = 130;

  private final Console console;

  Cli(Console console) {
    this.console = console;
  }

  private static Map<String, Supplier<Verb>> verbs() {
    Map<String, Supplier<Verb>> verbs = new LinkedHashMap<>();
    verbs.put("demo", DemoVerb::new);
    verbs.put("collect", CollectVerb::new);
    verbs.put("analyze", AnalyzeVerb::new);
    verbs.put("decode", DecodeVerb::new);
    verbs.put("inspect", InspectVerb::new);
    verbs.put("export", ExportVerb::new);
    verbs.put("tune", TuneVerb::new);
    verbs.put("lab", LabVerb::new);
    verbs.put("doctor", DoctorVerb::new);
    return verbs;
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
    Supplier<Verb> maker = verbs().get(args[0]);
    if (maker == null) {
      console.say(
          "Unknown verb '"
              + args[0]
              + "' on the command line: see initscope --help for the verbs.");
      return USAGE;
    }
    Verb verb = maker.get();
    CommandLine words = new CommandLine(verb.spec());
    try {
      ParseResult parsed = words.parseArgs(java.util.Arrays.copyOfRange(args, 1, args.length));
      if (parsed.isUsageHelpRequested()) {
        console.result(words.getUsageMessage().stripTrailing());
        return 0;
      }
      return verb.run(parsed, console);
    } catch (ParameterException e) {
      console.say(
          firstSentence(String.valueOf(e.getMessage()))
              + " on the command line: see initscope "
              + args[0]
              + " --help.");
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

  private static String firstSentence(String message) {
    String line = message.lines().findFirst().orElse("Wrong words");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
