package initscope.remote;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Logs in to several hosts and uses one session per jump host for all of them. Each hop's key is checked under its own name.
public final class Gateways implements AutoCloseable {
  private static final int MAX_HOPS = 8;

  private final ConfigResolver resolver;
  private final Map<List<String>, Link> jumps = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;

  /// No jump host yet.
  public Gateways() {
    this(new ConfigResolver());
  }

  /// No jump host yet; hosts are looked up by this resolver.
  public Gateways(ConfigResolver resolver) {
    this.resolver = resolver;
  }

  /// As {@link Ssh#connect}; jump hosts stay connected until this object is closed.
  public Session connect(HostSpec host, SshOptions options, Prompts prompts, Progress progress)
      throws Failure, CancelledException {
    ResolvedHost target = resolver.resolve(host, options, progress);
    Optional<Link> through = Optional.empty();
    List<String> route = new ArrayList<>();
    for (String hop : route(target, options, progress)) {
      route.add(hop);
      through = Optional.of(jump(List.copyOf(route), hop, through, options, prompts, progress));
    }
    return new Session(link(target, through, options, prompts, progress));
  }

  /// The hops, the one we dial first. A hop may have hops of its own in the configuration, unless the user named the route.
  private List<String> route(ResolvedHost target, SshOptions options, Progress progress)
      throws Failure, CancelledException {
    var route = new ArrayList<>(target.jumps());
    SshOptions plain = options.withJumps(List.of());
    while (options.jumps().isEmpty() && !route.isEmpty()) {
      List<String> before =
          resolver.resolve(HostSpec.parse(route.getFirst()), plain, progress).jumps();
      if (before.isEmpty()) {
        break;
      }
      route.addAll(0, before);
      if (route.size() > MAX_HOPS) {
        throw new Failure.Usage(
            "Too many jump hosts to", target.words(), "mend ProxyJump in the ssh configuration.");
      }
    }
    return route;
  }

  private Link jump(
      List<String> route,
      String hop,
      Optional<Link> through,
      SshOptions options,
      Prompts prompts,
      Progress progress)
      throws Failure, CancelledException {
    takeLock(progress);
    try {
      Link there = jumps.get(route);
      if (there != null && there.alive()) {
        return there;
      }
      if (closed) {
        throw new Failure.HostUnreachable("Closed:", hop, "start again.");
      }
      SshOptions plain = options.withJumps(List.of());
      ResolvedHost host = resolver.resolve(HostSpec.parse(hop), plain, progress);
      Link fresh = link(host, through, options, prompts, progress);
      jumps.put(route, fresh);
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  /// Targets that share a jump host wait for the one that is logging in to it.
  private void takeLock(Progress progress) throws CancelledException {
    try {
      while (!lock.tryLock(50, TimeUnit.MILLISECONDS)) {
        progress.report(0, -1, "Waiting for the jump host");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  private static Link link(
      ResolvedHost host,
      Optional<Link> through,
      SshOptions options,
      Prompts prompts,
      Progress progress)
      throws Failure, CancelledException {
    Login login = new Login(host, options, prompts);
    if (through.isPresent()) {
      Link jump = through.get();
      return login.run(
          new Login.Dial() {
            @Override
            public Wire dial() throws Failure, java.io.IOException {
              return Tunnel.open(jump, host.hostName(), host.port());
            }

            @Override
            public void abort() {} // the wire itself is closed; the jump host stays for others
          },
          progress);
    }
    Socket socket = Wire.unconnected();
    int millis = Math.toIntExact(options.timeouts().connect().toMillis());
    return login.run(
        new Login.Dial() {
          @Override
          public Wire dial() throws java.io.IOException {
            return Wire.tcp(socket, host.hostName(), host.port(), millis);
          }

          @Override
          public void abort() {
            Wire.closeQuietly(socket);
          }
        },
        progress);
  }

  /// Ends the sessions of the jump hosts, and with them what goes through them.
  @Override
  public void close() {
    List<Link> all;
    lock.lock();
    try {
      closed = true;
      all = List.copyOf(jumps.values());
      jumps.clear();
    } finally {
      lock.unlock();
    }
    all.forEach(Link::close);
  }
}
