package initscope.cli;

import initscope.verbs.ToolVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Entry of the command line.
public final class Main {

  private Main() {}

  /// Runs one verb and ends the process with its exit status.
  ///
  /// @param args the words after {@code initscope}
  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    boolean instant = args.length == 1 && args[0].equals("--version");
    Console console = new Console(out, err, Terminal.isTerminal());
    if (!instant) {
      Interrupt.watch(Thread.currentThread(), console);
    }
    int status = run(args, out, console);
    out.flush();
    err.flush();
    Runtime.getRuntime().halt(status);
  }

  /// Runs one verb.
  ///
  /// @return exit status
  static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, out, new Console(out, err, Terminal.isTerminal()));
  }

  private static int run(String[] args, PrintStream out, Console console) {
    if (args.length == 1 && args[0].equals("--version")) {
      out.println("initscope " + ToolVersion.read());
      return 0;
    }
    return new Cli(console).run(args);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
