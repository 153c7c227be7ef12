package initscope.remote;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.IdentityRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.SSHAgentConnector;
import initscope.model.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Vector;

/// The keys to log in with, in the order to try: the one the user named, keys of the agent that a configured file stands for,
/// other keys of the agent, other files. A server lets only a few be tried.
final class Identities implements IdentityRepository {
  private static final int MAX_KEYS = 6;

  private final List<Identity> keys;

  private Identities(List<Identity> keys) {
    this.keys = keys;
  }

  static Identities of(ResolvedHost host, Optional<Path> named, Answers answers) throws Failure {
    var keys = new ArrayList<Identity>();
    if (named.isPresent()) {
      keys.add(
          load(named.get(), answers)
              .orElseThrow(
                  () ->
                      new Failure.Usage(
                          "Not a private key:",
                          named.get().toString(),
                          "give a key that ssh-keygen made, that you may read, with --identity.")));
    }
    var files = new ArrayList<Identity>();
    for (Path file : host.identityFiles()) {
      if (!named.equals(Optional.of(file)) && Files.isReadable(file)) {
        load(file, answers).ifPresent(files::add);
      }
    }
    List<Identity> agent = agent(host.agent());
    List<Identity> matching =
        agent.stream().filter(a -> holds(keys, a) || holds(files, a)).toList();
    addAll(keys, matching);
    if (!host.identitiesOnly()) {
      addAll(keys, agent);
    }
    addAll(keys, files);
    return new Identities(List.copyOf(keys.subList(0, Math.min(MAX_KEYS, keys.size()))));
  }

  private static void addAll(List<Identity> keys, List<Identity> more) {
    more.stream().filter(k -> !holds(keys, k)).forEach(keys::add);
  }

  private static boolean holds(List<Identity> keys, Identity key) {
    return keys.stream()
        .filter(k -> !(k instanceof KeyFile file) || file.publicPartIsOpen())
        .anyMatch(k -> Arrays.equals(k.getPublicKeyBlob(), key.getPublicKeyBlob()));
  }

  private static Optional<Identity> load(Path file, Answers answers) {
    try {
      JSch reader = new JSch();
      reader.addIdentity(file.toString());
      Vector<Identity> read = reader.getIdentityRepository().getIdentities();
      return read.isEmpty()
          ? Optional.empty()
          : Optional.of(new KeyFile(read.getFirst(), file, answers));
    } catch (JSchException | RuntimeException _) {
      return Optional.empty(); // a default file that is no key is skipped, as OpenSSH does
    }
  }

  private static List<Identity> agent(Optional<String> configured) {
    if (configured.filter(a -> a.equalsIgnoreCase("none")).isPresent()) {
      return List.of();
    }
    try {
      Optional<Path> socket =
          configured
              .filter(a -> !a.equals("SSH_AUTH_SOCK"))
              .or(() -> Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")))
              .filter(a -> !a.isEmpty())
              .map(Path::of);
      if (socket.isEmpty() || !Files.exists(socket.get())) {
        return List.of();
      }
      return List.copyOf(
          new AgentIdentityRepository(new SSHAgentConnector(socket.get())).getIdentities());
    } catch (AgentProxyException | RuntimeException _) {
      return List.of(); // an agent that does not answer is as good as none
    }
  }

  /// Whether there is anything to try.
  boolean isEmpty() {
    return keys.isEmpty();
  }

  /// Forgets what was unlocked.
  void forget() {
    keys.stream().filter(KeyFile.class::isInstance).forEach(Identity::clear);
  }

  @Override
  public String getName() {
    return "InitScope";
  }

  @Override
  public int getStatus() {
    return RUNNING;
  }

  @Override
  public Vector<Identity> getIdentities() {
    return new Vector<>(keys);
  }

  @Override
  public boolean add(byte[] identity) {
    return false;
  }

  @Override
  public boolean remove(byte[] blob) {
    return false;
  }

  @Override
  public void removeAll() {
    throw new IllegalStateException("keys are the user's");
  }
}
