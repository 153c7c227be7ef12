package initscope.verbs;

import initscope.evidence.Capture;
import initscope.evidence.CaptureReader;
import initscope.lab.Incidents;
import initscope.lab.LabHost;
import initscope.lab.LabServer;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.remote.HostSpec;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A rehearsed incident that can be logged in to. Everything it needs lies in a folder of its own that goes with it.
public final class Rehearsal implements AutoCloseable {
  private final LabServer server;
  private final Path folder;

  private Rehearsal(LabServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  /// The incidents that come with InitScope.
  public static List<Incidents.Incident> incidents() {
    return Incidents.all();
  }

  /// Starts a server that plays an incident.
  ///
  /// @param name of {@link #incidents()}, or the path of an attach capture
  /// @param below an existing folder for its files
  public static Rehearsal start(String name, Path below) throws Failure {
    Optional<Bytes> known = Incidents.bytes(name);
    Bytes bytes = known.isPresent() ? known.get() : Inputs.open(Path.of(name));
    Capture capture = CaptureReader.open(bytes).value();
    if (capture.index().isEmpty()) {
      throw new Failure.InputDamaged(
          "No capture in", name, "lab list names the incidents; a file must be an .isz.");
    }
    try {
      Path folder =
          Files.createTempDirectory(
              below,
              "initscope-rehearsal-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      LabServer server = LabServer.start(LabHost.of(capture, folder));
      Rehearsal rehearsal = new Rehearsal(server, folder);
      write(rehearsal.identityFile(), server.clientKeyPem());
      write(rehearsal.knownHostsFile(), server.knownHostsLine() + "\n");
      return rehearsal;
    } catch (IOException e) {
      throw new Failure.Local(
          "Cannot start the lab",
          "in " + below,
          e.getMessage() + ": check the folder and its space.",
          e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  /// The port on 127.0.0.1.
  public int port() {
    return server.port();
  }

  /// The host it plays.
  public LabHost host() {
    return server.host();
  }

  /// Where to log in.
  public HostSpec spec() {
    return new HostSpec(Optional.of("root"), "127.0.0.1", OptionalInt.of(port()));
  }

  /// How to log in.
  public SshOptions ssh() {
    return SshOptions.DEFAULT
        .withIdentity(identityFile())
        .withKnownHosts(knownHostsFile())
        .withSudo(Sudo.NONE);
  }

  /// The key that may log in.
  public Path identityFile() {
    return folder.resolve("id_lab");
  }

  /// The file that knows the server's key.
  public Path knownHostsFile() {
    return folder.resolve("known_hosts");
  }

  /// The words that name the recorded target to {@code collect}.
  public String target() {
    var facts = host().capture().facts();
    return facts.unit().map(u -> "--unit " + u).orElse("--pid " + facts.pid().orElse(0));
  }

  /// Waits until the thread is interrupted.
  public void awaitInterrupt() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws Failure {
    try {
      server.close();
      Files.deleteIfExists(identityFile());
      Files.deleteIfExists(knownHostsFile());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new Failure.Local("Cannot remove", folder.toString(), "remove it by hand.", e);
    }
  }
}
