package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.go.GoProcessor;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.go.WaitObject;
import initscope.model.host.OpenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a wait graph adds to a recorded hang.
class WaitedTest {
  private static final EvidenceRef HERE = EvidenceRef.at("raw/xray/memory.sparse", 64, "sudog");
  private static final WaitObject FIRST = new WaitObject.Mutex(0xc000010008L, true, false, 1);
  private static final WaitObject SECOND = new WaitObject.Mutex(0xc000010010L, true, true, 1);

  @Test
  void aProvenCircleIsTheDeadlock() {
    Incident incident = recorded("mutex-go1.26");
    long other = other(incident);
    List<Wait> waits = List.of(wait(1, FIRST, "lock"), wait(other, SECOND, "lock"));
    List<Link> links = List.of(holds(1, other, FIRST), holds(other, 1, SECOND));
    List<Finding> findings = findings(incident, new WaitGraph(waits, links));
    Finding verdict = findings.getFirst();
    assertThat(verdict.rule()).isEqualTo("init.blocked.lock");
    assertThat(verdict.title().key()).isEqualTo("init.blocked.lock.circle");
    assertThat(text(verdict)).contains("1 → " + other + " → 1");
    assertThat(because(verdict))
        .contains("because.wait.mutex", "because.link.holds", "because.circle.holds");
    assertThat(findings).anyMatch(f -> f.rule().equals("go.deadlock"));
    assertThat(verdict.confidence()).as("a holder by its code").isEqualTo(Confidence.LIKELY);
  }

  /// Two that the init started are in a deadlock; whether it waits for them is not shown.
  @Test
  void aCircleTheInitIsNotInIsNoCertainCause() {
    Incident incident = recorded("mutex-go1.26");
    long other = other(incident);
    WaitObject once = new WaitObject.Once(0xc000010020L, false);
    List<Link> links = List.of(reaches(1, other), holds(other, other, once));
    Finding verdict = findings(incident, new WaitGraph(List.of(), links)).getFirst();
    assertThat(verdict.title().key()).isEqualTo("init.blocked.lock.behind");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void ofALongCircleTheTitleTellsTheBegin() {
    List<Link> links = new ArrayList<>();
    for (long g = 1; g <= 300; g++) {
      links.add(holds(g, g % 300 + 1, new WaitObject.Mutex(0xc000010000L + 8 * g, true, false, 1)));
    }
    Finding verdict =
        findings(recorded("mutex-go1.26"), new WaitGraph(List.of(), links)).getFirst();
    assertThat(text(verdict)).contains("1 → 2 → 3 → 4 → 5 → 6 → 7 → 8 → +292 → 1");
    assertThat(verdict.because()).hasSizeLessThan(60);
  }

  private static Link reaches(long waiter, long other) {
    return new Link(waiter, other, FIRST, Relation.REACHES, "main.init.0", List.of(HERE));
  }

  @Test
  void whatCanOnlyReachALockProvesNothing() {
    Incident incident = recorded("mutex-go1.26");
    long other = other(incident);
    List<Link> links =
        List.of(
            holds(1, other, FIRST),
            new Link(other, 1, SECOND, Relation.REACHES, "main.init.0", List.of(HERE)));
    List<Finding> findings = findings(incident, new WaitGraph(List.of(), links));
    assertThat(findings.getFirst().title().key()).isEqualTo("init.blocked.lock.circle.possible");
    assertThat(findings)
        .filteredOn(f -> f.rule().equals("go.deadlock"))
        .allMatch(f -> f.confidence() == Confidence.POSSIBLE);
  }

  @Test
  void aKnownHolderIsNamed() {
    Incident incident = recorded("mutex-go1.26");
    long other = other(incident);
    WaitGraph graph =
        new WaitGraph(List.of(wait(1, FIRST, "lock")), List.of(holds(1, other, FIRST)));
    Finding verdict = findings(incident, graph).getFirst();
    assertThat(verdict.title().key()).isEqualTo("init.blocked.lock.holder");
    assertThat(text(verdict)).contains("goroutine " + other + " holds");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void withoutAGraphNothingIsClaimed() {
    List<Finding> findings = findings(recorded("mutex-go1.26"), WaitGraph.EMPTY);
    assertThat(findings).noneMatch(f -> f.rule().equals("go.deadlock"));
    assertThat(findings.getFirst().title().key()).doesNotContain("circle", "holder");
  }

  /// Of several open connections, the poller's descriptor names the one that is waited for.
  @Test
  void theWatchedDescriptorNamesThePeer() {
    Incident incident = recorded("read-go1.26");
    OpenFile socket =
        incident.files().stream()
            .filter(f -> Sockets.inet(incident, f).isPresent())
            .findFirst()
            .orElseThrow();
    WaitObject descriptor =
        new WaitObject.Descriptor(
            0x7f0000001000L, OptionalInt.of(socket.fd()), true, OptionalLong.empty());
    Finding verdict =
        findings(incident, new WaitGraph(List.of(wait(1, descriptor, "read")), List.of()))
            .getFirst();
    assertThat(because(verdict)).contains("because.wait.fd.read", "because.socket");
    assertThat(text(verdict)).contains(Sockets.inet(incident, socket).orElseThrow().remote());
  }

  /// A goroutine inside of some Once need not be inside of the one that is waited for.
  @Test
  void whoIsInsideOfAOnceIsCertainOnlyWhereItIsThatOne() {
    Incident incident = recorded("once-go1.26");
    Finding guessed = findings(incident, WaitGraph.EMPTY).getFirst();
    assertThat(guessed.title().key()).isEqualTo("init.blocked.once.title");
    assertThat(guessed.confidence()).isEqualTo(Confidence.LIKELY);
    long inside = Long.parseLong(guessed.title().arguments().get(1));
    WaitObject once = new WaitObject.Once(0xc000010020L, false);
    WaitGraph graph =
        new WaitGraph(List.of(wait(1, once, "wait")), List.of(holds(1, inside, once)));
    assertThat(findings(incident, graph).getFirst().confidence()).isEqualTo(Confidence.CERTAIN);
  }

  /// One that a function of another package started, which has returned, may be the init's.
  @Test
  void nobodyIsLeftOnlyWhereNobodyMayBe() {
    Incident i = recorded("cond-go1.26");
    Goroutine some = i.goroutines().stream().filter(g -> g.id() != 1).findFirst().orElseThrow();
    Goroutine helper =
        new Goroutine(
            99,
            "waiting",
            Optional.of("chan receive"),
            OptionalLong.empty(),
            false,
            OptionalLong.empty(),
            some.frames(),
            Optional.of(Frame.of("example.com/pool.(*Pool).Start")),
            OptionalLong.of(1),
            false,
            false,
            some.evidence());
    List<Goroutine> all = new ArrayList<>(i.goroutines());
    all.add(helper);
    assertThat(findings(i, WaitGraph.EMPTY).getFirst().title().key())
        .isEqualTo("init.blocked.cond.plain");
    assertThat(findings(i.withGo(i.go(), all, i.inits()), WaitGraph.EMPTY).getFirst().title().key())
        .isEqualTo("init.blocked.cond.left");
  }

  @Test
  void aSleepTellsHowLongItStillIs() {
    Incident incident = recorded("sleep-go1.26");
    long now = incident.process().orElseThrow().observedNanos().orElseThrow();
    WaitObject timer = new WaitObject.Timer(0xc000012000L, now + 90_000_000_000L, 0);
    WaitGraph graph = new WaitGraph(List.of(wait(1, timer, "sleep")), List.of());
    Finding verdict = findings(incident, graph).getFirst();
    assertThat(text(verdict)).contains("fires in 1 min 30 s");
  }

  @Test
  void everyObjectHasItsSentence() {
    List<WaitObject> objects = new ArrayList<>();
    for (boolean flag : new boolean[] {true, false}) {
      objects.add(new WaitObject.Channel(64, 1, 2, flag));
      objects.add(new WaitObject.Mutex(64, flag, false, 1));
      objects.add(new WaitObject.RwMutex(64, 1, flag));
      objects.add(
          new WaitObject.Descriptor(64, OptionalInt.of(3), flag, OptionalLong.of(1L << 62)));
    }
    objects.add(new WaitObject.Channel(0, 0, 0, false));
    objects.add(new WaitObject.Channel(64, 0, 0, false));
    objects.add(new WaitObject.Once(64, false));
    objects.add(new WaitObject.WaitGroup(64, 1, 1));
    objects.add(new WaitObject.Cond(64, 1));
    objects.add(new WaitObject.Semaphore(64));
    objects.add(new WaitObject.Timer(64, 1L << 62, 0));
    Incident incident = recorded("mutex-go1.26");
    for (WaitObject object : objects) {
      Link link = new Link(1, other(incident), object, Relation.REACHES, "x", List.of(HERE));
      WaitGraph graph = new WaitGraph(List.of(wait(1, object, "lock")), List.of(link));
      for (Finding finding : findings(incident, graph)) {
        finding
            .because()
            .forEach(
                b -> {
                  for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
                    assertThat(Sentences.render(b.text(), locale))
                        .doesNotContain("?", "object.", "because.");
                  }
                });
      }
    }
  }

  private static Incident recorded(String name) {
    return Recordings.whole(name);
  }

  private static long other(Incident incident) {
    return incident.goroutines().stream()
        .filter(g -> g.id() != 1 && Goroutines.sort(g) == initscope.diagnosis.Wait.LOCK)
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static Wait wait(long goroutine, WaitObject object, String operation) {
    return new Wait(goroutine, object, operation, List.of(HERE));
  }

  private static Link holds(long waiter, long other, WaitObject object) {
    return new Link(waiter, other, object, Relation.HOLDS, "main.init.0", List.of(HERE));
  }

  @Test
  void itHasLastedSinceTheLastProcessorWentIdle() {
    Incident incident = recorded("mutex-go1.26");
    List<GoProcessor> idle = List.of(idle(0, 95_000_000_000L), idle(1, 75_000_000_000L));
    List<Goroutine> waiting =
        incident.goroutines().stream().map(g -> g.withWait(GoProcessor.quietNanos(idle))).toList();
    Incident quiet = incident.withGo(incident.go(), waiting, incident.inits());
    Finding verdict = findings(quiet, WaitGraph.EMPTY, idle).getFirst();
    Because since =
        verdict.because().stream()
            .filter(b -> b.text().key().equals("because.since.quiet"))
            .findFirst()
            .orElseThrow();
    assertThat(Sentences.render(since.text(), Locale.ENGLISH)).contains("for 1 min 15 s");
    assertThat(since.evidence().quote()).isEqualTo("p 1");
    assertThat(because(verdict)).contains("because.since.age");
    assertThat(verdict.subject().waitNanos()).hasValue(75_000_000_000L);
  }

  @Test
  void itHasLastedSinceItsThreadLastRan() {
    Map<String, String> entries = Recordings.entries("flock-go1.26");
    Incident before = Recordings.incident(entries, e -> true);
    long tid = before.process().orElseThrow().pid();
    String[] stat = entries.get("proc/task/" + tid + "/stat.2").strip().split(" ", -1);
    String ran = "task/%d/sched:se.exec_start : 101000.500000\n".formatted(tid);
    entries.put("proc/task-sched", "cpu " + stat[38] + " se.exec_start : 162000.500000\n" + ran);
    entries.put("proc/task-sched.2", ran);
    Incident slept = Recordings.incident(entries, e -> true);
    List<Goroutine> waiting =
        slept.goroutines().stream()
            .map(g -> g.id() == 1 ? g.withWait(OptionalLong.of(61_000_000_000L)) : g)
            .toList();
    Incident bound = slept.withGo(slept.go(), waiting, slept.inits());
    Finding verdict = Diagnoser.diagnose(bound).verdict();
    Because since =
        verdict.because().stream()
            .filter(b -> b.text().key().equals("because.since.thread"))
            .findFirst()
            .orElseThrow();
    assertThat(Sentences.render(since.text(), Locale.ENGLISH)).contains("for 1 min 1 s");
    assertThat(since.evidence().quote()).startsWith("task/" + tid);
    assertThat(verdict.subject().waitNanos()).hasValue(61_000_000_000L);
    assertThat(Diagnoser.diagnose(slept).verdict().subject().waitNanos()).isEmpty();
  }

  private static GoProcessor idle(int id, long nanos) {
    EvidenceRef place = EvidenceRef.at("raw/xray/memory.sparse", 64, "p " + id);
    return new GoProcessor(
        id, "idle", OptionalLong.empty(), 0, OptionalLong.of(nanos), List.of(place));
  }

  private static List<Finding> findings(Incident incident, WaitGraph waits) {
    return findings(incident, waits, List.of());
  }

  private static List<Finding> findings(
      Incident incident, WaitGraph waits, List<GoProcessor> processors) {
    GoRuntime go = Incidents.go(incident.inits(), Optional.empty());
    GoRuntime with =
        new GoRuntime(
            go.binary(),
            go.inits(),
            incident.goroutines(),
            go.goroutineCount(),
            waits,
            List.of(),
            processors,
            List.of(),
            0,
            Optional.empty(),
            List.of());
    return Diagnoser.diagnose(Incidents.withGo(incident, with)).findings();
  }

  private static List<String> because(Finding finding) {
    return finding.because().stream().map(b -> b.text().key()).toList();
  }

  private static String text(Finding finding) {
    return Sentences.render(finding.title(), Locale.ENGLISH);
  }
}
