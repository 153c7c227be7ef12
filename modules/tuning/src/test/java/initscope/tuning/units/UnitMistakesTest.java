package initscope.tuning.units;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.units.Mend;
import initscope.diagnosis.units.Mistake;
import initscope.diagnosis.units.UnitMistakes;
import initscope.model.change.Changes;
import initscope.model.start.Place;
import initscope.tuning.plan.PlanTexts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class UnitMistakesTest {
  private static final String EXEC = "[Service]\nExecStart=/usr/bin/orders\n";
  private static final String FSTAB =
      """
      /dev/vda / ext4 defaults 0 1
      UUID=1 /opt/bins xfs defaults 0 0
      UUID=2 /data xfs defaults,nofail 0 0
      nas:/x /srv/net nfs4 rw 0 0
      nas:/y /srv/lazy nfs4 rw,x-systemd.automount 0 0
      """;

  private static List<String> ids(Answers answers) {
    return UnitMistakes.of(answers.read().scene()).stream().map(Mistake::id).toList();
  }

  private static Mistake only(Answers answers, String id) {
    List<Mistake> found = UnitMistakes.of(answers.read().scene());
    assertThat(found).extracting(Mistake::id).containsExactly("mistake." + id);
    Mistake one = found.getFirst();
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(PlanTexts.say(one.text(), locale)).doesNotContain("{");
      assertThat(PlanTexts.say(one.gain(), locale)).isNotBlank().doesNotContain("{");
      assertThat(PlanTexts.say(one.cost(), locale)).isNotBlank().doesNotContain("{");
      if (one.mend() instanceof Mend.ByHand hand) {
        assertThat(PlanTexts.say(hand.why(), locale)).isNotBlank().doesNotContain("{");
      }
    }
    return one;
  }

  private static List<String> words(Mistake mistake) {
    return mistake.mend() instanceof Mend.ByDropIn mend ? Changes.words(mend.change()) : List.of();
  }

  private static void none(Answers answers) {
    assertThat(ids(answers)).isEmpty();
  }

  @Test
  void aOneshotThatOthersNeedRunsAgain() {
    String unit = "[Service]\nType=oneshot\nExecStart=/bin/true\n";
    Mistake found = only(Answers.of(unit).show("RequiredBy", "a.service"), "oneshot_rerun");
    assertThat(words(found)).containsExactly("unit:orders.service=Service.RemainAfterExit=yes");
    assertThat(found.place()).hasValue(new Place("/etc/systemd/system/orders.service", 2));
    none(Answers.of(unit + "RemainAfterExit=yes\n").show("RequiredBy", "a.service"));
    none(Answers.of(unit).show("WantedBy", "multi-user.target"));
    none(Answers.of(unit).show("RequiredBy", "a.service").show("TriggeredBy", "orders.timer"));
  }

  @Test
  void whatIsBoundToAPassingOneshotIsStopped() {
    String unit = "[Unit]\nBindsTo=one.service\nAfter=one.service\n" + EXEC;
    String needs = "Id=one.service\nType=oneshot\nRemainAfterExit=";
    Mistake found = only(Answers.of(unit).with("needs", needs + "no\n"), "binds_oneshot");
    assertThat(words(found)).containsExactly("unit:one.service=Service.RemainAfterExit=yes");
    none(Answers.of(unit).with("needs", needs + "yes\n"));
    none(Answers.of(unit.replace("BindsTo", "Requires")).with("needs", needs + "no\n"));
  }

  @Test
  void networkTargetIsNotTheNetwork() {
    Mistake found = only(Answers.of("[Unit]\nAfter=network.target\n" + EXEC), "network_target");
    assertThat(words(found))
        .containsExactly(
            "unit:orders.service=Unit.Wants=network-online.target",
            "unit:orders.service=Unit.After=network-online.target");
    only(Answers.of("[Unit]\nAfter=network-online.target\n" + EXEC), "online_unwanted");
    only(Answers.of("[Unit]\nWants=network-online.target\n" + EXEC), "online_unordered");
    only(
        Answers.of(
            "[Unit]\nAfter=network.target network-online.target\nWants=network-online.target\n"
                + EXEC),
        "wait_online");
    none(Answers.of(EXEC).show("After", "network.target"));
  }

  @Test
  void aPathOnAMountThatNothingWaitsFor() {
    String unit = "[Service]\nExecStart=/data/bin/orders\nWorkingDirectory=-/srv/net/orders\n";
    List<Mistake> found = UnitMistakes.of(Answers.of(unit).with("fstab", FSTAB).read().scene());
    assertThat(found).extracting(Mistake::id).containsExactly("mistake.mount", "mistake.mount");
    assertThat(found.stream().flatMap(m -> words(m).stream()))
        .containsExactly(
            "unit:orders.service=Unit.RequiresMountsFor=/data/bin/orders",
            "unit:orders.service=Unit.RequiresMountsFor=/srv/net/orders");
    assertThat(found.get(1).place()).hasValue(new Place("/etc/systemd/system/orders.service", 3));
    String file = "[Service]\nExecStart=/bin/orders\nEnvironmentFile=-/data/orders.env\n";
    only(Answers.of(file).with("fstab", FSTAB), "mount");
    none(Answers.of(file).with("fstab", FSTAB).show("After", "data.mount"));
    none(Answers.of("[Unit]\nRequiresMountsFor=/data/x\n" + file).with("fstab", FSTAB));
    // systemd waits for the mount of a WorkingDirectory by itself, in 219 already
    none(Answers.of(EXEC + "WorkingDirectory=/srv/net/orders\n").with("fstab", FSTAB));
    for (String path : List.of("/opt/bins/orders", "/usr/bin/orders", "/srv/lazy/x", "/database")) {
      none(Answers.of("[Service]\nExecStart=" + path + "\n").with("fstab", FSTAB));
    }
    none(
        Answers.of("[Service]\nExecStart=/srv/net/x\n")
            .with("fstab", FSTAB)
            .show("After", "remote-fs.target"));
  }

  @Test
  void noDefaultDependenciesWithoutWhatTheyGave() {
    Mistake found = only(Answers.of("[Unit]\nDefaultDependencies=no\n" + EXEC), "no_default_deps");
    assertThat(words(found)).hasSize(4).first().asString().endsWith("Unit.Requires=sysinit.target");
    String early = "[Unit]\nDefaultDependencies=no\nBefore=network-pre.target\n" + EXEC;
    none(Answers.of(early));
    none(Answers.of("[Unit]\nDefaultDependencies=no\nAfter=local-fs.target\n" + EXEC));
    none(Answers.of(EXEC));
    Mistake pulled =
        only(
            Answers.of(
                "[Unit]\nDefaultDependencies=no\n" + EXEC + "[Install]\nWantedBy=sysinit.target\n"),
            "no_default_deps");
    assertThat(words(pulled)).as("a target does not wait for it, so no cycle").hasSize(4);
  }

  @Test
  void aNotifyServiceWhoseProgramCannotNotify() {
    String unit = "[Service]\nType=notify\nExecStart=/opt/orders\n";
    Mistake found = only(Answers.of(unit).go(22, false), "notify_never");
    assertThat(words(found)).containsExactly("unit:orders.service=Service.Type=simple");
    none(Answers.of(unit).go(22, true));
    none(Answers.of(unit).go(22, false).show("NotifyAccess", "all"));
    none(Answers.of(unit).go(22, false).show("ActiveState", "active"));
    none(Answers.of(unit).with("notify", "no\n"));
  }

  @Test
  void activeSaysNothingToThoseOrderedAfter() {
    Answers followed = Answers.of(EXEC).show("Before", "shop.service shutdown.target");
    assertThat(only(followed, "blind").mend()).isInstanceOf(Mend.ByHand.class);
    Mistake notifies = only(followed.go(22, true), "blind");
    assertThat(words(notifies)).containsExactly("unit:orders.service=Service.Type=notify");
    none(Answers.of(EXEC).show("Before", "multi-user.target shutdown.target"));
    none(Answers.of(EXEC).show("Type", "notify").show("Before", "shop.service"));
  }

  @Test
  void aStartThatIsWaitedForWithoutEnd() {
    String unit = "[Service]\nType=notify\nExecStart=/opt/orders\nTimeoutStartSec=";
    Mistake found = only(Answers.of(unit + "infinity\n"), "timeout");
    assertThat(found.place()).hasValue(new Place("/etc/systemd/system/orders.service", 4));
    only(Answers.of(unit + "2h\n"), "timeout");
    only(Answers.of(unit + "0\n"), "timeout");
    none(Answers.of(unit + "5min 30s\n"));
    none(Answers.of(unit.replace("notify", "simple") + "infinity\n"));
    none(Answers.of(unit.replace("notify", "oneshot") + "infinity\n"));
  }

  @Test
  void aFailedStartIsGivenUpInSecondsOrNever() {
    Mistake found = only(Answers.of(EXEC + "Restart=on-failure\n"), "gives_up");
    assertThat(words(found)).containsExactly("unit:orders.service=Service.RestartSec=3");
    none(Answers.of(EXEC + "Restart=on-failure\nRestartSec=5s\n"));
    none(Answers.of(EXEC + "Restart=no\n"));
    String never = "[Unit]\nStartLimitIntervalSec=0\n" + EXEC + "Restart=always\n";
    only(Answers.of(never), "endless");
    Answers often = Answers.of(EXEC + "Restart=always\nRestartSec=5s\n").show("NRestarts", "7");
    only(often, "endless");
    // systemd 219 prints another name, in microseconds
    Answers old = Answers.of(EXEC + "Restart=always\n").show("StartLimitIntervalUSec", "");
    only(old.show("StartLimitInterval", "10000000"), "gives_up");
  }

  @Test
  void tooFewFiles() {
    only(Answers.of(EXEC + "LimitNOFILE=512\n"), "nofile");
    none(Answers.of(EXEC + "LimitNOFILE=1024\n"));
    none(Answers.of(EXEC).show("LimitNOFILE", "18446744073709551615"));
    none(Answers.of(EXEC).show("LimitNOFILESoft", "256").go(22, true));
    only(Answers.of(EXEC).show("LimitNOFILESoft", "256").go(18, true), "nofile");
  }

  @Test
  void aSecondGodebugTakesThePlaceOfTheFirst() {
    String unit = EXEC + "Environment=GODEBUG=madvdontneed=1,netdns=go A=b\n";
    Answers twice =
        Answers.of(unit)
            .dropIn(
                "/etc/systemd/system/orders.service.d/trace.conf",
                "[Service]\nEnvironment=\"GODEBUG=inittrace=1\"\n");
    List<Mistake> both = UnitMistakes.of(twice.read().scene());
    assertThat(both)
        .extracting(Mistake::id)
        .containsExactly("mistake.godebug", "mistake.inittrace");
    Mistake found = both.getFirst();
    assertThat(words(found))
        .containsExactly(
            "unit:orders.service=Service.Environment=GODEBUG=madvdontneed=1,netdns=go,inittrace=1");
    assertThat(PlanTexts.say(found.text(), Locale.ENGLISH))
        .contains("trace.conf:2", "madvdontneed, netdns");
    none(Answers.of(unit));
    none(Answers.of(EXEC + "Environment=GODEBUG=a=1\nEnvironment=GODEBUG=a=2,b=3\n"));
    none(Answers.of(EXEC + "Environment=GODEBUG=a=1\nEnvironment=\nEnvironment=GODEBUG=b=3\n"));
    Mistake file =
        only(
            Answers.of(unit).with("envfile /etc/sysconfig/orders", "3:GODEBUG=gctrace=1\n"),
            "godebug");
    assertThat(file.mend()).isInstanceOf(Mend.ByHand.class);
    assertThat(PlanTexts.say(file.text(), Locale.ENGLISH)).contains("/etc/sysconfig/orders:3");
  }

  @Test
  void aFixedSleepBeforeTheStart() {
    only(Answers.of(EXEC + "ExecStartPre=-/bin/sleep 5\n"), "sleep");
    only(Answers.of(EXEC + "ExecStartPre=/bin/sh -c 'sleep 2; true'\n"), "sleep");
    none(Answers.of(EXEC + "ExecStartPre=/bin/sleep 5\nExecStartPre=\n"));
    none(Answers.of(EXEC + "ExecStartPre=/usr/bin/sleepless 5\n"));
    none(Answers.of("[Service]\nExecStart=/bin/sleep 5\n"));
  }

  @Test
  void aCycleNamesTheJobThatWasDropped() {
    String line =
        "orders.service: Job orders.service/start deleted to break ordering cycle starting with"
            + " a.service/start\n";
    Mistake found =
        only(
            Answers.of("[Unit]\nAfter=a.target\n" + EXEC)
                .with("cycles", "x: Found ordering cycle on a.service/start\n" + line),
            "cycle");
    assertThat(PlanTexts.say(found.text(), Locale.ENGLISH)).contains("deleted to break");
    none(Answers.of(EXEC).with("cycles", line.replace("orders", "reorders")));
  }

  /// As {@code systemd-analyze verify} of 252 says it, without a boot.
  @Test
  void aCycleIsNamedWhole() {
    String said =
        """
        b.service: Found ordering cycle on c.service/start
        b.service: Found dependency on a.service/start
        b.service: Found dependency on b.service/start
        b.service: Job c.service/start deleted to break ordering cycle starting with b.service/start
        z.service: Found ordering cycle on y.service/start
        z.service: Found dependency on z.service/start
        """;
    Mistake found =
        only(
            Answers.of("[Unit]\nAfter=b.service\nWants=b.service\n" + EXEC)
                .with("cycles", said.replace("a.service", "orders.service")),
            "cycle");
    assertThat(PlanTexts.say(found.text(), Locale.ENGLISH))
        .isEqualTo(
            "orders.service is in an ordering cycle: c.service, orders.service, b.service;"
                + " b.service: Job c.service/start deleted to break ordering cycle starting with"
                + " b.service/start");
  }

  @Test
  void afterAloneStartsNothing() {
    only(Answers.of("[Unit]\nAfter=db.service db.target\n" + EXEC), "after_only");
    none(Answers.of("[Unit]\nAfter=db.service\nRequires=db.service\n" + EXEC));
    none(Answers.of("[Unit]\nAfter=db.service\nPartOf=db.service\n" + EXEC));
  }

  @Test
  void theMistakesOfTheTestHostAreFound() {
    Assumptions.assumeTrue(
        Files.isDirectory(
            Path.of(System.getProperty("initscope.root", "../..")).resolve("testhost/units")),
        "not in the source tree");
    for (var wanted :
        Map.of(
                "mistake-network-target.service", List.of("network_target", "timeout"),
                "mistake-no-default-deps.service", List.of("no_default_deps"),
                "mistake-no-mount.service", List.of("no_default_deps", "mount", "after_only"),
                "mistake-slow-oneshot.service", List.of("sleep", "wait_online"),
                "catalogd-restarting.service", List.of("endless"),
                "catalogd.service", List.of("wait_online"))
            .entrySet()) {
      assertThat(ids(Answers.ofTree(wanted.getKey()).with("fstab", FSTAB)))
          .as(wanted.getKey())
          .containsExactlyElementsOf(wanted.getValue().stream().map(w -> "mistake." + w).toList());
    }
    assertThat(
            ids(
                Answers.ofTree("mistake-oneshot.service")
                    .show("BoundBy", "mistake-oneshot-user.service")))
        .containsExactly("mistake.oneshot_rerun");
    assertThat(
            ids(
                Answers.ofTree("mistake-oneshot-user.service")
                    .with(
                        "needs", "Id=mistake-oneshot.service\nType=oneshot\nRemainAfterExit=no\n")))
        .containsExactly("mistake.binds_oneshot");
    assertThat(
            ids(
                Answers.ofTree("mistake-cycle-a.service")
                    .with("cycles", "mistake-cycle-a.service: Found ordering cycle on x/start\n")))
        .containsExactly("mistake.cycle");
  }

  @Test
  void aRealAnswerOfSystemd252() {
    UnitReading read =
        UnitReading.of(
            "invoiced@go1.26-stripped.service",
            Map.of(
                "show",
                Answers.resource("invoiced.show"),
                "cat",
                Answers.resource("invoiced.cat")));
    assertThat(read.loaded()).isTrue();
    assertThat(UnitMistakes.of(read.scene()))
        .extracting(Mistake::id)
        .containsExactly("mistake.timeout", "mistake.wait_online");
    assertThat(UnitMistakes.of(read.scene()).getFirst().place())
        .hasValue(new Place("/etc/systemd/system/invoiced@.service", 13));
  }

  @Test
  void unitsOfTheCorpusAreRead() throws Exception {
    Path corpus = Path.of(System.getProperty("initscope.corpus", "")).resolve("systemd/units");
    Assumptions.assumeTrue(Files.isDirectory(corpus), "no corpus");
    List<Path> units = new ArrayList<>();
    try (var all = Files.walk(corpus)) {
      all.filter(p -> p.toString().endsWith(".service")).forEach(units::add);
    }
    assertThat(units).isNotEmpty();
    for (Path unit : units) {
      UnitReading read = Answers.of(Files.readString(unit, StandardCharsets.UTF_8)).read();
      assertThat(read.files().lines()).as(unit.toString()).isNotEmpty();
      assertThat(UnitMistakes.of(read.scene())).as(unit.toString()).doesNotHaveDuplicates();
    }
  }

  @Property(tries = 500)
  void anyTextIsRead(@ForAll String cat, @ForAll String show, @ForAll String fstab) {
    Map<String, String> answers =
        Map.of(
            "cat",
            cat,
            "show",
            show,
            "fstab",
            fstab,
            "needs",
            show,
            "cycles",
            cat,
            "envfile /x",
            cat,
            "buildinfo",
            show,
            "status",
            cat,
            "group /sys/fs/cgroup/cpu.max",
            show);
    UnitReading read = UnitReading.of("x.service", answers);
    assertThat(UnitMistakes.of(read.scene())).isNotNull();
    assertThat(CgroupFacts.of(read)).isNotEmpty();
  }
}
