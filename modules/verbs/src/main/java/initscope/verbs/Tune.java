package initscope.verbs;

import initscope.diagnosis.units.Mend;
import initscope.diagnosis.units.Mistake;
import initscope.diagnosis.units.UnitMistakes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.Plan;
import initscope.model.change.SetUnit;
import initscope.model.change.TxId;
import initscope.model.finding.Sentence;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import initscope.store.Store;
import initscope.tuning.ProofOfLife;
import initscope.tuning.StatusView;
import initscope.tuning.TuneEngine;
import initscope.tuning.host.Connector;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.host.SessionShell;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanView;
import initscope.tuning.plan.Planner;
import initscope.tuning.selinux.DenialsReader;
import initscope.tuning.selinux.DenialsView;
import initscope.tuning.units.UnitReader;
import initscope.tuning.units.UnitReading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Changes of a host: plan, apply, status, confirm, roll back. Holds this computer's journal open.
public final class Tune implements AutoCloseable {
  private final Store store;
  private final TuneEngine engine;
  private final Planner planner;
  private final UnitReader units;
  private final Connector connector;
  private final HostSpec host;

  private Tune(Store store, String owner, String toolVersion, HostSpec host, Connector connector) {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    String guard = HostScript.guard();
    this.store = store;
    this.engine = new TuneEngine(store.journal(), clock, random, owner, guard);
    this.planner = new Planner(clock, random, toolVersion, guard);
    this.units = new UnitReader(random);
    this.connector = connector;
    this.host = host;
  }

  /// Opens the journal for work on one host; nothing is sent yet.
  ///
  /// @param data folder of the journal
  /// @param owner who changes the host, as other computers will read it: {@code user@laptop}
  public static Tune open(
      Path data,
      String owner,
      String toolVersion,
      HostSpec host,
      SshOptions ssh,
      Prompts prompts,
      Progress progress)
      throws Failure {
    Connector connector =
        () -> {
          try {
            return new SessionShell(Ssh.connect(host, ssh, prompts, progress));
          } catch (CancelledException e) {
            throw new Failure.HostUnreachable(
                "Cancelled",
                "while logging in to " + host,
                "look at tune status before going on.",
                e);
          }
        };
    return new Tune(Store.open(data, Clock.systemUTC()), owner, toolVersion, host, connector);
  }

  /// Reads changes as {@link Changes.Words} has them; a value {@code @FILE} stands for the text of a file of this computer.
  public static List<Change> changes(List<String> words) throws Failure.Usage {
    List<Changes.Words> read = new ArrayList<>();
    for (String word : words) {
      try {
        Changes.Words one = Changes.Words.of(word);
        boolean file = one.wanted().startsWith("@");
        read.add(
            file
                ? new Changes.Words(
                    one.kind(), one.target(), Files.readString(Path.of(one.wanted().substring(1))))
                : one);
      } catch (IllegalArgumentException e) {
        throw notAChange(word, e);
      } catch (IOException e) {
        throw new Failure.Usage("Cannot read the file named in", word, "name a readable file.");
      }
    }
    try {
      return Changes.of(read);
    } catch (IllegalArgumentException e) {
      throw notAChange(String.join(" ", words), e);
    }
  }

  private static Failure.Usage notAChange(String words, IllegalArgumentException e) {
    return new Failure.Usage(
        "Not a change:", words, e.getMessage() + "; write KEY=VALUE or KIND:TARGET=WANTED.");
  }

  /// Looks at the host and makes a plan; it is kept, so that {@link #apply} finds it. Changes nothing.
  public PlanView plan(PlanRequest request) throws Failure {
    try (HostShell shell = engine.login(connector)) {
      PlanView view = planner.plan(request, shell);
      if (view.plan().isEmpty()) {
        return view;
      }
      store.journal().keep(view.plan().get());
      return mended(request, shell).map(view::mending).orElse(view);
    }
  }

  /// The mistake that a plan mends, where it is all the plan does: that is what stays without it.
  private Optional<Sentence> mended(PlanRequest request, HostShell shell) throws Failure {
    if (request.changes().size() != 1
        || !(request.changes().getFirst() instanceof SetUnit(var unit, var settings, _))) {
      return Optional.empty();
    }
    return UnitMistakes.of(units.read(shell, unit).scene()).stream()
        .filter(
            m ->
                m.mend() instanceof Mend.ByDropIn(var mend)
                    && mend.unit().equals(unit)
                    && settings.containsAll(mend.settings()))
        .map(Mistake::text)
        .findFirst();
  }

  /// Reads what the start of a unit depends on. Changes nothing; since unit files may hold secrets, the audit keeps that it was read,
  /// and nothing of what it holds.
  ///
  /// @param unit full name
  public UnitReading unit(String unit) throws Failure {
    try (HostShell shell = engine.login(connector)) {
      return units.read(shell, unit);
    }
  }

  /// Has systemd start a unit anew, and does not wait until it has. A start cannot be taken back.
  ///
  /// @param unit full name
  /// @param cache what of the page cache is dropped before: {@code none}, {@code files}, {@code all}
  /// @return the host's words
  /// @throws Failure.HostRefused when systemd did not take it
  public String start(String unit, String cache) throws Failure {
    try (HostShell shell = engine.login(connector)) {
      Reply reply = shell.run(HostScript.start(unit, cache));
      if (reply.exit() != 0) {
        String why = reply.err().isBlank() ? "exit status " + reply.exit() : reply.err().strip();
        throw new Failure.HostRefused("Cannot start " + unit + " on", shell.name(), why);
      }
      return reply.out();
    }
  }

  /// Reads what SELinux denied a domain, and proposes what could allow it. Changes nothing.
  ///
  /// @param domain such as {@code orders_t}
  /// @param minutes back from now
  public DenialsView denials(String domain, int minutes) throws Failure {
    try (HostShell shell = engine.login(connector)) {
      return new DenialsReader(new SecureRandom()).read(shell, domain, minutes);
    }
  }

  /// Asked once, after the login and right before the first write to the host: the last moment at which the user can cancel.
  @FunctionalInterface
  public interface LastChance {
    /// For those who do not cancel.
    LastChance PASSED = () -> {};

    /// Passes on what was begun.
    ///
    /// @throws CancelledException when the user no longer wants it; nothing was changed
    void pass() throws CancelledException;
  }

  /// Carries out a plan; it is on trial until confirmed.
  ///
  /// @param planId the plan's short name or a longer beginning of its hash
  public StatusView apply(String planId) throws Failure {
    return uncancelled(() -> apply(planId, LastChance.PASSED));
  }

  /// Carries out a plan as long as nobody cancels before its first write.
  public StatusView apply(String planId, LastChance chance) throws Failure, CancelledException {
    Plan plan =
        store
            .journal()
            .plan(planId)
            .orElseThrow(
                () ->
                    new Failure.Usage(
                        "No plan is named", planId, "tune plan makes one and prints its name."));
    HostShell first = connector.connect();
    try {
      chance.pass();
    } catch (CancelledException e) {
      first.close();
      throw e;
    }
    return engine.apply(plan, beginningWith(first), ProofOfLife.LOGIN);
  }

  /// The login that is there already, then new ones.
  private Connector beginningWith(HostShell first) {
    AtomicReference<Optional<HostShell>> given = new AtomicReference<>(Optional.of(first));
    return () -> {
      Optional<HostShell> shell = given.getAndSet(Optional.empty());
      return shell.isPresent() ? shell.get() : connector.connect();
    };
  }

  /// What the host holds, whoever began it, and how this computer's record of it stands.
  public StatusView status() throws Failure {
    StatusView held = engine.onHost(connector);
    return held.id().isPresent() && held.ours() ? engine.status(held.id().get(), connector) : held;
  }

  /// How a change that this computer began stands on the host, also when the host holds nothing of it any more.
  public StatusView status(TxId id) throws Failure {
    return engine.status(id, connector);
  }

  /// How the change that the host holds stands, if it is the one that is named.
  ///
  /// @param head first digits of the change that is meant; empty for whichever there is
  public StatusView status(Optional<String> head) throws Failure {
    return head.isPresent() ? engine.status(pending(head), connector) : status();
  }

  /// Keeps the change on trial.
  public StatusView confirm() throws Failure {
    return confirm(Optional.empty());
  }

  /// Keeps the change on trial, if it is the one that is named.
  ///
  /// @param head first digits of the change that is meant; empty for whichever there is
  /// @throws Failure.HostRefused when the host holds another
  public StatusView confirm(Optional<String> head) throws Failure {
    return uncancelled(() -> confirm(pending(head), LastChance.PASSED));
  }

  /// Keeps a change as long as nobody cancels before.
  public StatusView confirm(TxId id, LastChance chance) throws Failure, CancelledException {
    chance.pass();
    return engine.confirm(id, connector);
  }

  /// Takes the change on trial back.
  public StatusView rollback() throws Failure {
    return rollback(Optional.empty());
  }

  /// Takes the change on trial back, if it is the one that is named.
  ///
  /// @param head first digits of the change that is meant; empty for whichever there is
  /// @throws Failure.HostRefused when the host holds another
  public StatusView rollback(Optional<String> head) throws Failure {
    return uncancelled(() -> rollback(pending(head), LastChance.PASSED));
  }

  /// Takes a change back as long as nobody cancels before.
  ///
  /// @return taken back
  /// @throws Failure.HostRefused when it was kept already
  /// @throws Failure.NeedsPerson when something is left
  public StatusView rollback(TxId id, LastChance chance) throws Failure, CancelledException {
    chance.pass();
    StatusView view = engine.rollback(id, connector);
    return switch (view.state()) {
      case ROLLED -> view;
      case CONFIRMED ->
          throw new Failure.HostRefused("Not taken back on", host.toString(), view.sentence());
      default ->
          throw new Failure.NeedsPerson("Not taken back on", host.toString(), view.sentence());
    };
  }

  /// Gives the change on trial more time to be confirmed, counted from now, if it is the one that is named.
  ///
  /// @param head first digits of the change that is meant; empty for whichever there is
  /// @throws Failure.HostRefused when the host holds another, or none that has time left
  public StatusView extend(Optional<String> head, int seconds) throws Failure {
    return uncancelled(() -> extend(pending(head), seconds, LastChance.PASSED));
  }

  /// Gives a change of ours more time to be confirmed, counted from now.
  public StatusView extend(TxId id, int seconds, LastChance chance)
      throws Failure, CancelledException {
    chance.pass();
    return engine.extend(id, seconds, connector);
  }

  private interface Cancellable {
    StatusView run() throws Failure, CancelledException;
  }

  private static StatusView uncancelled(Cancellable run) throws Failure {
    try {
      return run.run();
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody could have cancelled", e);
    }
  }

  private TxId pending(Optional<String> head) throws Failure {
    StatusView held = engine.onHost(connector);
    if (held.id().isEmpty()) {
      String todo = "tune status shows what the host holds.";
      if (head.isEmpty()) {
        throw new Failure.Usage("No change is on trial", "on " + host, todo);
      }
      throw new Failure.HostRefused("Not on trial: " + head.get(), "on " + host, todo);
    }
    TxId id = held.id().get();
    if (!id.hex().startsWith(head.orElse(""))) {
      throw new Failure.HostRefused(
          "Not " + head.orElse("") + " but another change is",
          "on " + host,
          held.state() + " " + id + " (" + held.owner() + "); tune status shows it.");
    }
    return id;
  }

  /// What this computer began on any host and does not know the end of, oldest first. Asks no host.
  ///
  /// @param data folder of the journal; nothing is made where there is none
  public static List<Transaction> open(Path data) throws Failure {
    if (!Files.exists(data)) {
      return List.of();
    }
    try (Store store = Store.open(data, Clock.systemUTC())) {
      return store.journal().open();
    }
  }

  /// Changes of this computer whose end left something to a person who has not taken note of it, oldest first. Asks no host.
  ///
  /// @param data folder of the journal; nothing is made where there is none
  public static List<Transaction> left(Path data) throws Failure {
    if (!Files.exists(data)) {
      return List.of();
    }
    try (Store store = Store.open(data, Clock.systemUTC())) {
      return store.journal().left();
    }
  }

  /// A person took note of what a change left: {@link #left(Path)} names it no more.
  public static void noted(Path data, TxId id) throws Failure {
    try (Store store = Store.open(data, Clock.systemUTC())) {
      store.journal().forgotten(id);
    }
  }

  /// What this computer has sent to hosts in order to change them, and what they answered, oldest first. Asks no host.
  ///
  /// @param data folder of the journal; nothing is made where there is none
  /// @param name first hexadecimal digits of a plan or a transaction: only what carried it on
  /// @param reader takes the records one by one
  public static void audit(Path data, Optional<String> name, Consumer<AuditRecord> reader)
      throws Failure {
    boolean hex = name.map(Tune::isHex).orElse(true);
    boolean known = name.isEmpty();
    if (hex && Files.exists(data)) {
      try (Store store = Store.open(data, Clock.systemUTC())) {
        if (name.isPresent()) {
          known = store.audit().each(name.get(), reader);
        } else {
          store.audit().each(reader);
        }
      }
    }
    if (!known) {
      throw new Failure.Usage(
          "No plan or transaction is named",
          name.orElseThrow(),
          "tune audit without a name shows all.");
    }
  }

  private static boolean isHex(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /// Who changes a host, as other computers will read it: {@code user@laptop}.
  public static String owner() {
    String user = System.getProperty("user.name", "?");
    try {
      return user + "@" + InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return user;
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
