package initscope.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;

/// A real SSH server on loopback that answers as a recorded host did. Its host key and the only key that may log in are made at
/// each start.
public final class LabServer implements AutoCloseable {
  private final SshServer server;
  private final LabHost host;
  private final KeyPair hostKey;
  private final KeyPair clientKey;

  private LabServer(SshServer server, LabHost host, KeyPair hostKey, KeyPair clientKey) {
    this.server = server;
    this.host = host;
    this.hostKey = hostKey;
    this.clientKey = clientKey;
  }

  /// Starts to listen on a free port of 127.0.0.1.
  ///
  /// @throws IOException when no port can be had
  public static LabServer start(LabHost host) throws IOException {
    return start(host, command -> OutputStream.nullOutputStream());
  }

  /// The same with a log of the host's own.
  ///
  /// @param log is told each exec request and gives the stream that takes what comes on its standard input, byte for byte
  public static LabServer start(LabHost host, Function<String, OutputStream> log)
      throws IOException {
    KeyPair hostKey = ecdsa();
    KeyPair clientKey = ecdsa();
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(List.of(hostKey)));
    PublicKey allowed = clientKey.getPublic();
    PublickeyAuthenticator authenticator = (user, key, session) -> allowed.equals(key);
    server.setPublickeyAuthenticator(authenticator);
    server.setPasswordAuthenticator(null);
    server.setKeyboardInteractiveAuthenticator(null);
    server.setCommandFactory(
        (channel, command) -> new LabCommand(host, command, log.apply(command)));
    server.setShellFactory(null);
    server.setForwardingFilter(null);
    server.getProperties().putAll(Map.of("idle-timeout", 0L));
    server.start();
    return new LabServer(server, host, hostKey, clientKey);
  }

  private static KeyPair ecdsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has P-256", e);
    }
  }

  /// The port it listens on.
  public int port() {
    return server.getPort();
  }

  /// The host it plays.
  public LabHost host() {
    return host;
  }

  /// The line known_hosts needs for it.
  public String knownHostsLine() {
    return "[127.0.0.1]:" + port() + " " + OpenSshKeys.publicLine(hostKey.getPublic());
  }

  /// The private key that may log in, as a PEM file's text.
  public String clientKeyPem() {
    return OpenSshKeys.privatePem(clientKey);
  }

  /// Stops listening, ends sessions, timers and programs, and removes the host's files.
  @Override
  public void close() throws IOException {
    server.stop(true);
    host.close();
  }
}
