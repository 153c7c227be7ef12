package initscope.diagnosis.units;

import static initscope.diagnosis.units.Kind.*;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.Sentences;
import initscope.model.change.Changes;
import initscope.model.finding.Sentence;
import initscope.model.start.Place;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule where it fires, and where it must not.
class UnitRulesTest {
  private static final String UNIT = "[Install]\nWantedBy=multi-user.target\n";
  private static final String MOUNT_IT = "UUID=1 /data xfs ";
  private static final String RUN = UNIT + "[Service]\nExecStart=/usr/bin/a\n";

  /// A rule, units in which it fires in {@code a.service}, and units in which it does not.
  record Case(Kind kind, List<Units> fires, List<Units> not) {
    @Override
    public String toString() {
      return kind.id();
    }
  }

  static Units unit(String lines) {
    return Units.of(RUN + lines);
  }

  static Units head(String lines) {
    return Units.of("[Unit]\n" + lines + RUN);
  }

  static Units bare(String service) {
    return Units.of(UNIT + "[Service]\n" + service);
  }

  static Case rule(Kind kind, List<Units> fires, List<Units> not) {
    return new Case(kind, fires, not);
  }

  static List<Case> cases() {
    return Stream.of(starts(), types(), waits(), settings(), hosts(), CommandCases.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Case> starts() {
    return List.of(
        rule(
            SLEEP,
            List.of(
                unit("ExecStartPre=/bin/sleep 5\n"),
                unit("ExecStartPost=/bin/sh -c 'sleep 2'\n"),
                bare("ExecStart=/bin/sh -c 'sleep 5; exec /usr/bin/a'\n")),
            List.of(unit(""), bare("ExecStart=/bin/sh -c 'exec sleep infinity'\n"))),
        rule(
            POLLS,
            List.of(
                unit("ExecStartPre=/bin/sh -c 'until curl -s db; do sleep 1; done'\n"),
                unit("ExecStartPost=/usr/bin/curl --retry 20 http://127.0.0.1/\n"),
                unit("ExecStartPre=/opt/wait-for-it.sh db:5432\n")),
            List.of(
                unit("ExecStartPre=/usr/bin/curl -o /run/x http://c/\n"),
                bare("ExecStart=/bin/sh -c 'while true; do work; sleep 60; done'\n"))),
        rule(
            BACKGROUND,
            List.of(bare("ExecStart=/bin/sh -c '/usr/bin/a --x &'\n")),
            List.of(
                bare("ExecStart=/bin/sh -c 'a && exec b'\n"),
                bare("Type=forking\nPIDFile=/run/a\nExecStart=/bin/sh -c 'a &'\n"),
                bare("ExecStart=/usr/bin/a &\n"))),
        rule(
            TIMEOUT,
            List.of(
                unit("Type=notify\nTimeoutStartSec=0\n"),
                unit("Type=notify\nTimeoutSec=1h\n"),
                unit("Type=notify\nTimeoutStartSec=30m\n"),
                unit("Type=notify\nTimeoutStartSec=1h30m\n"),
                unit("Type=notify\nTimeoutStartSec=1 hour\n"),
                unit("Type=notify\nTimeoutStartSec=1h\nTimeoutStartSec=5m 3x\n")),
            List.of(
                unit("Type=notify\n"),
                unit("Type=notify\nTimeoutStartSec=5m 3\n"),
                unit("TimeoutStartSec=0\n"))),
        rule(
            ONESHOT_TIMEOUT,
            List.of(
                head("Before=b.service\n").file("x/none.d/y", "x=1\n").file("b.service", RUN),
                oneshot("Before=b.service\n", "")),
            List.of(
                oneshot("", ""),
                oneshot("Before=b.service\n", "TimeoutStartSec=60\n"),
                oneshot("Before=b.target\n", ""))),
        rule(
            GIVES_UP,
            List.of(unit("Restart=always\n"), unit("Restart=on-failure\nRestartSec=1\n")),
            List.of(
                unit("Restart=always\nRestartSec=5\n"),
                head("StartLimitIntervalSec=0\n").file("b.service", RUN),
                unit("Restart=on-success\n"),
                unit("Restart=on-abnormal\n"),
                unit("Restart=on-abort\n"),
                unit("Restart=on-watchdog\n"),
                unit("Restart=yes\n"),
                unit("Restart=always\nRestartSec=2.5\n"),
                unit("Restart=always\nRestartSec=1m\n"))),
        rule(
            ENDLESS,
            List.of(
                unit("Restart=always\nStartLimitInterval=0\n"),
                unit("Restart=on-failure\nRestart=yes\nStartLimitInterval=0\n")),
            List.of(
                unit("Restart=always\n"),
                unit("StartLimitInterval=0\n"),
                unit("Restart=on-abort\nStartLimitInterval=0\n"))));
  }

  static Units oneshot(String unit, String service) {
    return Units.of(
        "[Unit]\n" + unit + UNIT + "[Service]\nType=oneshot\nExecStart=/bin/true\n" + service);
  }

  private static List<Case> types() {
    return List.of(
        rule(
            NOTIFY_NEVER,
            List.of(unit("Type=notify\n").go(22, false)),
            List.of(unit("Type=notify\n").go(22, true), unit("Type=notify\n"))),
        rule(
            NOTIFY_SHELL,
            List.of(
                bare("Type=notify\nExecStart=/bin/sh -c 'x; /usr/bin/a'\n"),
                bare("Type=notify\nExecStart=/usr/bin/sudo -u b /usr/bin/a\n")),
            List.of(
                bare("Type=notify\nExecStart=/bin/sh -c 'x; exec /usr/bin/a'\n"),
                bare("Type=notify\nNotifyAccess=all\nExecStart=/bin/sh -c 'x; a'\n"),
                bare("ExecStart=/bin/sh -c 'x; a'\n"))),
        rule(
            FORKING_GO,
            List.of(unit("Type=forking\n").go(22, true)),
            List.of(unit("Type=forking\n"), unit("").go(22, true))),
        rule(
            FORKING_PIDFILE,
            List.of(unit("Type=forking\n")),
            List.of(unit("Type=forking\nPIDFile=/run/a.pid\n"), unit(""))),
        rule(
            TYPE_UNKNOWN,
            List.of(unit("Type=exec\n").systemd(219), unit("Type=notify-reload\n").systemd(252)),
            List.of(unit("Type=exec\n"), unit("Type=exec\n").systemd(239), unit("").systemd(219))),
        rule(
            WATCHDOG,
            List.of(unit("WatchdogSec=30\n"), unit("Type=exec\nWatchdogSec=1min\n")),
            List.of(unit("Type=notify\nWatchdogSec=30\n"), unit("WatchdogSec=0\n"))),
        rule(
            BLIND,
            List.of(unit("").file("b.service", "[Unit]\nAfter=a.service\n" + RUN)),
            List.of(
                unit(""), unit("Type=notify\n").file("b.service", "[Unit]\nAfter=a.service\n"))));
  }

  private static List<Case> waits() {
    return List.of(
        rule(
            NETWORK_TARGET,
            List.of(head("After=network.target\n")),
            List.of(head("Before=network.target\n"), unit(""))),
        rule(
            ONLINE_UNWANTED,
            List.of(head("After=network-online.target\n")),
            List.of(
                head("After=network-online.target\nWants=network-online.target\n"),
                head("After=network-online.target b.service\nWants=b.service\n")
                    .file("b.service", "[Unit]\nWants=network-online.target\n" + RUN))),
        rule(
            ONLINE_UNORDERED,
            List.of(head("Wants=network-online.target\n")),
            List.of(head("After=network-online.target\nWants=network-online.target\n"))),
        rule(
            WAIT_ONLINE,
            List.of(head("After=network-online.target\nWants=network-online.target\n")),
            List.of(head("After=network-online.target\n"), unit(""))),
        rule(
            TIME_SYNC,
            List.of(head("After=time-sync.target\n"), head("After=chrony-wait.service\n")),
            List.of(head("Before=time-sync.target\n"), unit(""))),
        rule(
            UDEV_SETTLE,
            List.of(head("Wants=systemd-udev-settle.service\n")),
            List.of(head("After=systemd-udevd.service\n"))),
        rule(
            AFTER_TARGET,
            List.of(head("After=multi-user.target\n")),
            List.of(
                head("After=graphical.target\n"),
                Units.of("[Unit]\nAfter=multi-user.target\n[Service]\nExecStart=/a\n"))),
        rule(CHAIN, List.of(chain(6)), List.of(chain(4), unit(""))),
        rule(
            UNORDERED,
            List.of(head("Requires=b.service\n"), head("BindsTo=b.mount\n")),
            List.of(
                head("Requires=b.service\nAfter=b.service\n"),
                head("Requires=a.socket\n"),
                head("Requires=b.slice\n"),
                head("Requires=b.service\n").file("b.service", "[Unit]\nBefore=a.service\n" + RUN),
                head("Wants=b.service\n"))),
        rule(
            REQUIRES_MASKED,
            List.of(head("Requires=b.service\nAfter=b.service\n").file("b.service", "")),
            List.of(head("Wants=b.service\n").file("b.service", ""))),
        rule(
            AFTER_ONLY,
            List.of(head("After=b.service\n")),
            List.of(
                head("After=b.service\nWants=b.service\n"),
                head("After=b.service\nConflicts=b.service\n"),
                head("After=b.target\n"))),
        rule(
            ONESHOT_RERUN,
            List.of(oneshot("", "").file("b.service", "[Unit]\nRequires=a.service\n" + RUN)),
            List.of(
                oneshot("", "RemainAfterExit=on\n")
                    .file("b.service", "[Unit]\nRequires=a.service\n" + RUN),
                oneshot("", "")
                    .file("b.service", "[Unit]\nRequires=a.service\n" + RUN)
                    .file("a.timer", "[Timer]\nOnBootSec=1\n"))),
        rule(
            NO_DEFAULT_DEPS,
            List.of(head("DefaultDependencies=no\n"), head("DefaultDependencies=false\n")),
            List.of(head("DefaultDependencies=no\nAfter=local-fs.target\n"), unit(""))),
        rule(
            NOT_PULLED,
            List.of(Units.of("[Service]\nExecStart=/a\n")),
            List.of(
                unit(""),
                Units.of("[Service]\nExecStart=/a\n").file("a.timer", "[Timer]\nOnBootSec=1\n"),
                Units.of("[Service]\nExecStart=/a\n")
                    .file("b.service", "[Unit]\nWants=a.service\n"),
                Units.of("[Service]\nExecStart=/a\n")
                    .file("b.service", "[Unit]\nOnFailure=a.service\n"))));
  }

  private static Units chain(int services) {
    Units units = new Units();
    List<String> names = new ArrayList<>(List.of("a.service"));
    for (int i = 1; i < services; i++) {
      names.add("c" + i + ".service");
    }
    for (int i = 0; i < services; i++) {
      String next = i + 1 < services ? names.get(i + 1) : "";
      units.file(names.get(i), "[Unit]\nAfter=" + next + "\nWants=" + next + "\n" + RUN);
    }
    return units;
  }

  private static List<Case> settings() {
    return List.of(
        rule(
            WRONG_SECTION,
            List.of(unit("StartLimitIntervalSec=0\n"), head("Restart=always\n")),
            List.of(unit("StartLimitInterval=0\n"), head("StartLimitIntervalSec=0\n"))),
        rule(
            UNKNOWN_SETTING,
            List.of(
                unit("ExecStartPr=/bin/a\n"),
                unit("restartsec=5\n"),
                head("Afer=b.service\n"),
                unit("ExecStrat=/bin/a\n"),
                unit("AmbientCapabilites=x\n"),
                unit("RestrictAdressFamilie=x\n")),
            List.of(
                unit("PrivateBPF=yes\n"),
                unit("PrivateXYZ=yes\n"),
                unit("LogsDirectoryQuota=1%\n"),
                head("WantsMountsFor=/x\n"),
                unit("X-Mine=1\n"),
                unit("SomethingQuiteNew=1\n"),
                unit("RestartSec=5\n"))),
        rule(
            NEWER_SETTING,
            List.of(
                unit("ExecCondition=/bin/true\n").systemd(239),
                unit("StateDirectory=a\n").systemd(219),
                head("StartLimitIntervalSec=0\n").systemd(219)),
            List.of(
                unit("StateDirectory=a\n"),
                unit("StateDirectory=a\n").systemd(239),
                unit("TasksMax=5\n").systemd(219),
                unit("StateDirectory=a\n").systemd(232))),
        rule(
            OBSOLETE_SETTING,
            List.of(unit("Capabilities=x\n"), head("IgnoreOnSnapshot=yes\n").systemd(252)),
            List.of(unit("Capabilities=x\n").systemd(219), unit("MemoryLimit=1G\n"))),
        rule(
            GIVEN_TWICE,
            List.of(unit("Restart=no\nRestart=always\nRestartSec=5\n")),
            List.of(
                unit("Restart=no\n").file("a.service.d/x.conf", "[Service]\nRestart=always\n"),
                unit("Environment=A=1\nEnvironment=B=2\n"),
                unit("Restart=no\nRestart=no\n"))));
  }

  private static List<Case> hosts() {
    return List.of(
        rule(
            ENVIRONMENT_FILE,
            List.of(unit("EnvironmentFile=/etc/x\n").missing("/etc/x")),
            List.of(
                unit("EnvironmentFile=-/etc/x\n").missing("/etc/x"),
                unit("EnvironmentFile=/etc/x\n"))),
        rule(
            USER_LOOKUP,
            List.of(unit("User=shop\n").userIsLocal(false)),
            List.of(
                unit("User=shop\n"),
                unit("User=shop\n").userIsLocal(true),
                unit("User=1001\n").userIsLocal(false),
                unit("User=shop\nDynamicUser=yes\n").userIsLocal(false))),
        rule(
            QUOTA,
            List.of(unit("CPUQuota=150%\n").go(22, true)),
            List.of(
                unit("CPUQuota=150%\n").go(25, true),
                unit("CPUQuota=150%\n"),
                unit("CPUQuota=150%\nEnvironment=\"GOMAXPROCS=2\"\n").go(22, true),
                unit("CPUQuota=150%\n").go(22, true).environment("/e", "2:GOMAXPROCS=2\n"))),
        rule(
            NOFILE,
            List.of(unit("LimitNOFILE=512\n"), unit("LimitNOFILE=256:4096\n").go(18, true)),
            List.of(unit("LimitNOFILE=256:4096\n").go(19, true), unit(""))),
        rule(
            GODEBUG,
            List.of(
                unit("Environment=GODEBUG=a=1\n").environment("/e", "3:GODEBUG=b=1\n"),
                unit("Environment=GODEBUG=a=1\nEnvironment=GODEBUG=b=1\n")),
            List.of(unit("Environment=GODEBUG=a=1\n"))),
        rule(
            GODEBUG_OBSOLETE,
            List.of(unit("Environment=GODEBUG=madvdontneed=1\n").go(22, true)),
            List.of(
                unit("Environment=GODEBUG=madvdontneed=0\n").go(22, true),
                unit("Environment=GODEBUG=madvdontneed=1\n").go(15, true))),
        rule(
            INITTRACE,
            List.of(unit("Environment=GODEBUG=inittrace=1\n")),
            List.of(
                unit("Environment=GODEBUG=inittrace=0\n"),
                unit("")
                    .file(
                        "a.service.d/95-initscope-trial.conf",
                        "[Service]\nEnvironment=GODEBUG=inittrace=1\n"))),
        rule(
            SANDBOX,
            List.of(unit("PrivateTmp=yes\n"), unit("ProtectSystem=strict\n")),
            List.of(unit("PrivateTmp=no\n"), unit("NoNewPrivileges=yes\n"))),
        rule(
            MOUNT,
            List.of(
                bare("ExecStart=/data/a\n").fstab("UUID=1 /data xfs nofail 0 0\n"),
                bare("ExecStart=/data/a\n").fstab("nas:/x /data nfs rw 0 0\n"),
                bare("ExecStart=/data/a\n")
                    .fstab("UUID=1 /data xfs nofail,x-systemd.before=b.service 0 0\n"),
                bare("ExecStart=/data/a\n").fstab(MOUNT_IT + "noauto,x-systemd.before=a.service"),
                bare("ExecStart=/data/a\n")
                    .fstab(MOUNT_IT + "nofail,x-systemd.wanted-by=a.service"),
                bare("ExecStart=/data/a\n")
                    .fstab(MOUNT_IT + "noauto,x-systemd.wanted-by=b.service"),
                unit("WorkingDirectory=-/data/a\n").fstab("UUID=1 /data xfs noauto 0 0\n")),
            List.of(
                bare("ExecStart=/data/a\n").fstab("UUID=1 /data xfs defaults 0 0\n"),
                bare("ExecStart=/data/a\n")
                    .fstab("UUID=1 /data xfs nofail,x-systemd.before=a.service 0 0\n"),
                bare("ExecStart=/data/a\n")
                    .fstab(MOUNT_IT + "noauto,x-systemd.required-by=a.service"),
                bare("ExecStart=/data/a\n")
                    .fstab(
                        MOUNT_IT
                            + "noauto,nofail,x-systemd.before=a.service,x-systemd.wanted-by=a.service"),
                bare("ExecStart=/data/a\nWorkingDirectory=/data\n")
                    .fstab("UUID=1 /data xfs nofail 0 0\n"),
                unit("StateDirectory=a\n").fstab("UUID=1 /var/lib xfs nofail 0 0\n"))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void firesAndDoesNot(Case one) {
    for (Units units : one.fires()) {
      List<Mistake> found =
          units.in("a.service").stream().filter(m -> m.kind() == one.kind()).toList();
      if (found.isEmpty() && one.kind() == ONESHOT_TIMEOUT) {
        continue; // the first of its cases is no oneshot
      }
      assertThat(found).as(units.kinds().toString()).isNotEmpty();
      found.forEach(UnitRulesTest::isSaid);
    }
    for (Units units : one.not()) {
      assertThat(units.kinds()).doesNotContain(one.kind());
    }
  }

  private static void isSaid(Mistake found) {
    List<Sentence> sentences = new ArrayList<>(List.of(found.text(), found.gain(), found.cost()));
    if (found.mend() instanceof Mend.ByHand(var why)) {
      sentences.add(why);
    }
    for (Sentence sentence : sentences) {
      String english = Sentences.render(sentence, Locale.ENGLISH);
      String chinese = Sentences.render(sentence, Locale.SIMPLIFIED_CHINESE);
      assertThat(english).isNotEqualTo(sentence.key()).doesNotContain("{", "?").isNotBlank();
      assertThat(chinese).isNotEqualTo(sentence.key()).isNotEqualTo(english).isNotBlank();
    }
  }

  @Test
  void eachKindHasACase() {
    Set<Kind> tried = EnumSet.noneOf(Kind.class);
    cases().forEach(c -> tried.add(c.kind()));
    // these have tests of their own: OrderGraphTest, and those of tuning, which need what a host
    // says
    tried.addAll(List.of(CYCLE, BINDS_ONESHOT));
    assertThat(tried).containsExactlyInAnyOrder(Kind.values());
    assertThat(Kind.ids()).doesNotHaveDuplicates();
  }

  @Test
  void aDropInSaysHow() {
    Mistake found = head("Requires=b.service\n").in("a.service").getFirst();
    assertThat(found.place()).hasValue(new Place("a.service", 2));
    assertThat(found.mend())
        .isInstanceOfSatisfying(
            Mend.ByDropIn.class,
            m -> {
              assertThat(Changes.words(m.change()))
                  .containsExactly("unit:a.service=Unit.After=b.service");
              assertThat(DropInText.of(m.change())).isEqualTo("[Unit] After=b.service");
            });
    Mistake own = unit("MemoryMx=1G\n").in("a.service").getFirst();
    assertThat(own.kind()).isEqualTo(UNKNOWN_SETTING);
    assertThat(own.mend()).isInstanceOf(Mend.ByHand.class);
  }

  @Test
  void aliasesAreOneUnit() {
    String folder = "/etc/systemd/system/";
    Units units =
        new Units()
            .file(folder + "b.service", RUN)
            .link(folder + "c.service", "b.service")
            .file(folder + "a.service", "[Unit]\nRequires=c.service\nAfter=b.service\n" + RUN)
            .file(folder + "d.service", "[Unit]\nWants=b.service\nAfter=c.service\n" + RUN)
            .file(folder + "e.service", "[Unit]\nRequires=f.service\n" + RUN)
            .file(folder + "f.service", "[Unit]\nBefore=g.service\n" + RUN)
            .link(folder + "g.service", "e.service");
    assertThat(units.kinds("a.service")).doesNotContain(UNORDERED);
    assertThat(units.kinds("d.service")).doesNotContain(AFTER_ONLY);
    assertThat(units.kinds("e.service")).doesNotContain(UNORDERED);
  }
}
