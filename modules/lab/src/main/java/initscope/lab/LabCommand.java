package initscope.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.NullUnmarked;

/// One exec channel of a lab host: a shell of this computer. Where the client asks for a shell that reads its programs from the channel,
/// these are translated as {@link PathTranslation} says; any other command, such as Ansible sends, is translated itself. A program that starts {@code sftp-server} is answered from the recorded memory instead.
@NullUnmarked
final class LabCommand implements Command {
  /// What starts an sftp-server; a program that only looks for one, as the doctor's does, is run.
  private static final String SFTP = "exec \"$s\" -R";

  private static final long END_WAIT_SECONDS = 5;

  /// What InitScope sends: a shell that reads its standard input.
  private static final List<String> READING = List.of("exec /bin/sh -s", "exec /bin/sh /dev/stdin");

  private final LabHost host;
  private final OutputStream log;
  private final String command;
  private InputStream in;
  private OutputStream out;
  private OutputStream err;
  private ExitCallback exit;
  private Process shell;

  /// @param log takes what comes on standard input, as it comes
  LabCommand(LabHost host, String command, OutputStream log) {
    this.host = host;
    this.command = command;
    this.log = log;
  }

  @Override
  public void setInputStream(InputStream stream) {
    in = stream;
  }

  @Override
  public void setOutputStream(OutputStream stream) {
    out = stream;
  }

  @Override
  public void setErrorStream(OutputStream stream) {
    err = stream;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    exit = callback;
  }

  @Override
  public void start(ChannelSession channel, Environment environment) throws IOException {
    boolean reading = READING.contains(command);
    String here = reading ? "" : new PathTranslation(host.tree()).program(command);
    List<String> argv = reading ? List.of("/bin/sh", "-s") : List.of("/bin/sh", "-c", here);
    shell = LabProcess.start(host.tree(), argv);
    Thread output = thread("output", () -> copy(shell.getInputStream(), out));
    Thread errors = thread("errors", () -> copy(shell.getErrorStream(), err));
    thread("input", reading ? this::feed : this::pass);
    thread("end", () -> end(output, errors));
  }

  private static Thread thread(String what, Runnable work) {
    Thread thread = new Thread(work, "lab " + what);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /// Gives the shell whole programs: what has come when no more is on its way.
  private void feed() {
    PathTranslation paths = new PathTranslation(host.tree());
    try (OutputStream toShell = shell.getOutputStream()) {
      ByteArrayOutputStream program = new ByteArrayOutputStream();
      byte[] buffer = new byte[32 << 10];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        log.write(buffer, 0, n);
        program.write(buffer, 0, n);
        if (in.available() > 0 || buffer[n - 1] != '\n') {
          continue;
        }
        String text = program.toString(StandardCharsets.ISO_8859_1);
        program.reset();
        if (text.contains(SFTP)) {
          memory(text);
          return;
        }
        toShell.write(paths.program(text).getBytes(StandardCharsets.ISO_8859_1));
        toShell.flush();
      }
    } catch (IOException e) {
      shell.destroy(); // the channel or the shell is gone: nobody is left to be told
    }
  }

  /// Gives a command its standard input as it comes.
  private void pass() {
    try (OutputStream toCommand = shell.getOutputStream()) {
      byte[] buffer = new byte[32 << 10];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        toCommand.write(buffer, 0, n);
        toCommand.flush();
      }
    } catch (IOException e) {
      // It ended without reading all of it, or the channel is gone: nobody is left to be told.
    }
  }

  /// Says what the program around it says before it starts, then answers as it would.
  private void memory(String program) throws IOException {
    for (String line : program.split("\n", -1)) {
      if (line.startsWith("echo '")) {
        int end = line.indexOf('\'', 6);
        OutputStream to = line.endsWith(">&2") ? err : out;
        to.write((line.substring(6, end) + "\n").getBytes(StandardCharsets.US_ASCII));
        to.flush();
      }
    }
    host.memory().serve(in, out);
  }

  private void copy(InputStream from, OutputStream to) {
    RootlessOutput rootless = new RootlessOutput(to, host.root().toString());
    byte[] buffer = new byte[32 << 10];
    try {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        rootless.write(buffer, 0, n);
        if (from.available() == 0) {
          rootless.flush();
        }
      }
      rootless.finish();
    } catch (IOException e) {
      shell.destroy(); // the channel is gone
    }
  }

  private void end(Thread output, Thread errors) {
    try {
      int status = shell.waitFor();
      output.join(TimeUnit.SECONDS.toMillis(END_WAIT_SECONDS));
      errors.join(TimeUnit.SECONDS.toMillis(END_WAIT_SECONDS));
      exit.onExit(status);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void destroy(ChannelSession channel) {
    if (shell != null) {
      shell.destroy();
    }
  }
}
