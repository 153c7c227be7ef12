package initscope.remote;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;
import initscope.model.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Decides about a host's key by itself and tells the SSH library only yes or no: the library's own "accept-new" also takes
/// changed keys. The reason of a no is kept for the user.
final class HostKeys implements HostKeyRepository {
  private final ResolvedHost host;
  private final KnownHosts known;
  private final boolean acceptNew;
  private final Prompts prompts;
  private final Phase phase;
  private volatile Optional<Failure> refusal = Optional.empty();
  private volatile String fingerprint = "";

  HostKeys(ResolvedHost host, KnownHosts known, boolean acceptNew, Prompts prompts, Phase phase) {
    this.host = host;
    this.known = known;
    this.acceptNew = acceptNew;
    this.prompts = prompts;
    this.phase = phase;
  }

  /// Why the key was not taken.
  Optional<Failure> refusal() {
    return refusal;
  }

  /// Of the key the host showed.
  String fingerprint() {
    return fingerprint;
  }

  @Override
  public int check(String name, byte[] key) {
    fingerprint = KeyBlob.fingerprint(key);
    try {
      judge(key);
      phase.enter(Phase.Step.LOGIN);
      return OK;
    } catch (Failure f) {
      refusal = Optional.of(f);
      return NOT_INCLUDED;
    }
  }

  private void judge(byte[] key) throws Failure {
    String type = KeyBlob.type(key);
    switch (known.judge(host.keyName(), key)) {
      case KnownHosts.Verdict.Known _ -> {
        return;
      }
      case KnownHosts.Verdict.Revoked(var by) ->
          throw refuse(
              "Revoked host key:",
              by.place() + " revokes it",
              "do not connect until its administrator has explained why; nothing was sent.");
      case KnownHosts.Verdict.Changed(var was) ->
          throw refuse(
              "Host key changed:",
              type + " " + fingerprint + ", but " + was.place() + " has " + print(was),
              "someone may be listening. If the host was really reinstalled, compare the"
                  + " fingerprint on its console and remove "
                  + was.place()
                  + ".");
      case KnownHosts.Verdict.OtherType(var other) ->
          throw refuse(
              "Host key of another type:",
              type + " " + fingerprint + ", but " + other.place() + " has " + print(other),
              "someone may be listening. If the host really dropped that key, compare the"
                  + " fingerprint on its console and remove "
                  + other.place()
                  + ".");
      case KnownHosts.Verdict.AuthorityOnly(var by) ->
          throw refuse(
              "Host certificates are not checked yet:",
              by.place() + " trusts a certificate authority",
              "compare " + fingerprint + " with the host and add its plain key to known_hosts.");
      case KnownHosts.Verdict.Unknown _ -> decideNew(type, key);
    }
  }

  private void decideNew(String type, byte[] key) throws Failure {
    Path file = host.userKnownHosts().isEmpty() ? Path.of("none") : host.userKnownHosts().get(0);
    boolean record = !host.userKnownHosts().isEmpty();
    if (!acceptNew && !asked(type, file)) {
      throw refuse(
          "Unknown host key:",
          type + " " + fingerprint + " is not in " + file,
          "compare it with " + compareWith(type) + " on the host, then add --accept-new.");
    }
    if (record) {
      KnownHostsAppender.add(file, host.keyName(), key, host.hashKnownHosts());
    }
  }

  private boolean asked(String type, Path file) {
    phase.asking();
    try {
      return prompts.trustNewKey(
          new Prompts.NewKey(host.keyName(), type, fingerprint, compareWith(type), file));
    } finally {
      phase.answered();
    }
  }

  private static String compareWith(String type) {
    String name = type.startsWith("ecdsa") ? "ecdsa" : type.replace("ssh-", "");
    return "ssh-keygen -lf /etc/ssh/ssh_host_" + name + "_key.pub";
  }

  private static String print(KnownHosts.Entry entry) {
    return entry.type() + " " + KeyBlob.fingerprint(entry.key());
  }

  private Failure refuse(String what, String detail, String todo) {
    return new Failure.HostUnreachable(what, host.keyName() + " (" + detail + ")", todo);
  }

  /// The keys on record, so that the library asks the host for one of their types first.
  @Override
  public HostKey[] getHostKey() {
    return known.of(host.keyName()).stream()
        .filter(e -> e.marker().isEmpty())
        .flatMap(e -> asLibrary(e).stream())
        .toArray(HostKey[]::new);
  }

  @Override
  public HostKey[] getHostKey(String name, String type) {
    return getHostKey();
  }

  private List<HostKey> asLibrary(KnownHosts.Entry entry) {
    try {
      return List.of(new HostKey(host.keyName(), entry.key()));
    } catch (JSchException | RuntimeException _) {
      return List.of(); // a type the library does not know cannot be preferred
    }
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "known_hosts";
  }

  @Override
  public void add(HostKey key, UserInfo info) {
    throw new IllegalStateException("keys are recorded by decideNew alone");
  }

  @Override
  public void remove(String name, String type) {
    throw new IllegalStateException("known_hosts is never rewritten");
  }

  @Override
  public void remove(String name, String type, byte[] key) {
    throw new IllegalStateException("known_hosts is never rewritten");
  }
}
