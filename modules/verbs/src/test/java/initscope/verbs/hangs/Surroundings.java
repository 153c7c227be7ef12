package initscope.verbs.hangs;

import initscope.model.testing.Sshd;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the programs hang at: a listener with a full backlog, one that never answers, a deaf name server, a locked file, a FIFO.
@SuppressWarnings("try") // nothing interrupts a test
final class Surroundings implements AutoCloseable {
  private static final int FILLERS = 8;
  private static final int LOOK_MILLIS = 100;
  private static final int QUIET_LOOKS = 4;
  private static final int MOST_LOOKS = 100;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final Map<String, String> environment;

  Surroundings(Path folder) throws IOException {
    ServerSocket silent = listener(1);
    for (int i = 0; i < FILLERS; i++) {
      SocketChannel filler = SocketChannel.open();
      open.add(filler);
      filler.configureBlocking(false);
      filler.connect(silent.getLocalSocketAddress());
    }
    DatagramSocket deaf = new DatagramSocket(new InetSocketAddress(loopback(), 0));
    open.add(deaf);
    Path locked = Files.createFile(folder.resolve("locked"));
    Process holder =
        new ProcessBuilder("flock", "-x", locked.toString(), "sleep", "3600")
            .redirectOutput(Redirect.DISCARD)
            .start();
    open.add(() -> stop(holder));
    Path fcntl = Files.createFile(folder.resolve("fcntl"));
    FileChannel owned = FileChannel.open(fcntl, StandardOpenOption.WRITE);
    open.add(owned);
    owned.lock();
    Path fifo = folder.resolve("fifo");
    Sshd.run("mkfifo", fifo.toString());
    environment =
        Map.of(
            "SILENT",
            text(silent.getLocalSocketAddress()),
            "MUTE",
            text(listener(1000).getLocalSocketAddress()),
            "DEAF",
            text(deaf.getLocalSocketAddress()),
            "LOCKED",
            locked.toString(),
            "FCNTL",
            fcntl.toString(),
            "FIFO",
            fifo.toString(),
            "PATH",
            "/usr/bin:/bin");
  }

  private ServerSocket listener(int backlog) throws IOException {
    ServerSocket socket = new ServerSocket(0, backlog, loopback());
    open.add(socket);
    return socket;
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  private static String text(SocketAddress address) {
    return "127.0.0.1:" + ((InetSocketAddress) address).getPort();
  }

  /// Starts a program so that it hangs; its standard input is a pipe nobody writes to.
  Process start(Path program) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
  }

  /// Waits until a program has come so far: it has used the CPU for a while, or has not for a while.
  static void awaitHang(Process process, boolean spins) throws InterruptedException {
    Duration before = cpu(process);
    for (int quiet = 0, tries = 0; quiet < QUIET_LOOKS && tries < MOST_LOOKS; tries++) {
      Thread.sleep(LOOK_MILLIS);
      Duration now = cpu(process);
      boolean busy = now.minus(before).toMillis() > LOOK_MILLIS / 2;
      quiet = busy == spins ? quiet + 1 : 0;
      before = now;
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("ended with status " + process.exitValue());
    }
  }

  private static Duration cpu(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Ends a program and what it started.
  static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }
}
