package initscope.diagnosis.units;

import static initscope.diagnosis.units.Kind.*;
import static initscope.diagnosis.units.UnitRulesTest.*;

import java.util.List;
import java.util.stream.Stream;

/// Cases of what systemd does not take: commands, values and names.
final class CommandCases {
  private CommandCases() {}

  static List<UnitRulesTest.Case> all() {
    return List.of(
        rule(
            EXEC_PATH,
            List.of(
                bare("ExecStart=bin/a\n"),
                bare("ExecStart=a\n").systemd(219),
                bare("ExecStart=$GOPATH/bin/a\n"),
                bare("ExecStart=$A x\n"),
                bare("ExecStart=cd /opt && ./a\n"),
                bare("ExecStart=A=/b /bin/a\n"),
                unit("ExecStartPre=source /etc/a\n"),
                unit("ExecStop=bin/b\n")),
            List.of(
                bare("ExecStart=a\n"),
                bare("ExecStart=-/a\n"),
                bare("ExecStart=%h/a\n"),
                bare("ExecStart=/bin/a $A ${B}/c\n"),
                bare("ExecStart=/bin/sh -c 'cd /opt && exec ./a'\n"))),
        rule(
            SHELL_WORDS,
            List.of(
                bare("ExecStart=/bin/a > log 2>&1\n"),
                bare("ExecStart=/bin/a &\n"),
                bare("ExecStart=/bin/a | /bin/b\n"),
                bare("ExecStart=/bin/a 2>/dev/null\n"),
                unit("ExecStartPre=/bin/mkdir /a || true\n")),
            List.of(
                bare("ExecStart=/bin/a '>' \"&\" a|b x&y \\| >=1\n"),
                bare("ExecStart=/bin/sh -c 'a > b 2>&1 &'\n"))),
        rule(
            BACKSLASH,
            List.of(bare("ExecStart=/bin/a \\ \n  -x\n"), head("After=b.service \\\t\n")),
            List.of(bare("ExecStart=/bin/a \\\n  -x\n"), bare("ExecStart=/bin/a \\\\ \n"))),
        rule(
            REFUSED,
            List.of(
                bare("Type=simple\n"),
                bare("Type=dbus\nExecStart=/a\n"),
                bare("ExecStart=/a\nExecStart=/b\n"),
                bare("ExecStart=/a ; /b\n"),
                bare("Type=Oneshot\nExecStart=/a ; /b\n"),
                unit("WorkingDirectory=opt\n"),
                unit("WorkingDirectory=\"/opt\"\n"),
                unit("WorkingDirectory=~/a\n"),
                bare("ExecStart=/bin/sh -c \"a\n"),
                bare("ExecStart=/bin/a it's\n"),
                oneshot("", "Restart=always\n"),
                oneshot("", "Restart=on-failure\n").systemd(239)),
            List.of(
                bare("ExecStop=/a\nRemainAfterExit=yes\n"),
                bare("ExecStart=/a\nExecStart=\nExecStart=/b\n"),
                bare("BusName=a.b\nExecStart=/a\n"),
                oneshot("", "ExecStart=/b\n"),
                oneshot("", "ExecStart=/b ; /c\n"),
                bare("ExecStart=/a \\; /b\n"),
                bare("ExecStart=/a ';' /b\n"),
                bare("ExecStart=/a; /b\n"),
                bare("ExecStart=/a ;\n"),
                bare("ExecStart=/a \"it's\" 'b \" c' d\\'\n"),
                unit("WorkingDirectory=~\n"),
                unit("WorkingDirectory=-opt\n"),
                unit("WorkingDirectory=%h/a\n"),
                unit("WorkingDirectory=\n"),
                unit("WorkingDirectory=opt\n").systemd(219),
                oneshot("", "Restart=on-failure\n").systemd(252))),
        rule(BAD_VALUE, badValues(), goodValues()),
        rule(
            BAD_NAME,
            List.of(
                head("After=postgresql\n"),
                head("After=b.service,c.service\n"),
                head("Wants=b.service, c.service\n"),
                head("After=b.Service\n"),
                head("Requires=\"b.service\"\n"),
                head("After=/data\n"),
                head("OnFailure=mail\n"),
                head("Before=.service\n"),
                Units.of("[Install]\nWantedBy=multi-user\n[Service]\nExecStart=/a\n")),
            List.of(
                head("After=b@.service b@c.service b@%i.service %n-x.service\n"),
                head("After=dev-disk-by\\x2dlabel-x.device -.mount a:b.socket\n"),
                head("After=\n"),
                head("Documentation=a b\n"))));
  }

  private static List<Units> badValues() {
    return Stream.of(
            "Type=simple # x",
            "Type=Notify",
            "Restart=yes",
            "KillMode=all",
            "NotifyAccess=All",
            "StandardOutput=log",
            "StandardOutput=file:log",
            "StandardError=stdout",
            "ProtectSystem=strictly",
            "RemainAfterExit=maybe",
            "LimitNOFILE=unlimited",
            "LimitNOFILE=1K",
            "LimitNOFILE=65536 # x",
            "LimitNOFILE=5:",
            "LimitNOFILE=200:100",
            "LimitNOFILE=infinity:5",
            "LimitNOFILE=-1",
            "LimitCORE=1KB",
            "LimitCPU=x",
            "LimitNICE=50",
            "TimeoutStartSec=5m 3x",
            "TimeoutStopSec=1h, 5m",
            "TimeoutSec=5 S",
            "RestartSec=1.2.3",
            "WatchdogSec=1e3",
            "RuntimeMaxSec=infinity x",
            "StartLimitBurst=many",
            "Environment=A=b c d",
            "Environment=A-B=c",
            "Environment=\"A=b c",
            "EnvironmentFile=etc/a",
            "WorkingDirectory=-opt",
            "FailureAction=Reboot")
        .map(l -> unit(l + "\n"))
        .toList();
  }

  private static List<Units> goodValues() {
    return Stream.of(
            "Type=notify-reload",
            "Type=",
            "Restart=on-abort",
            "KillMode=mixed",
            "NotifyAccess=exec",
            "StandardOutput=append:/var/log/a",
            "StandardOutput=file:%h/log",
            "StandardOutput=syslog+console",
            "StandardError=fd:a",
            "StandardInput=tty-force",
            "ProtectSystem=Yes",
            "ProtectHome=read-only",
            "RemainAfterExit=T",
            "RemainAfterExit=oN",
            "LimitNOFILE=infinity",
            "LimitNOFILE=1024:524288",
            "LimitNOFILE=5:infinity",
            "LimitNOFILE=0x10",
            "LimitCORE=1.5G",
            "LimitMEMLOCK=1G 5M",
            "LimitCPU=5m",
            "LimitRTTIME=5ms",
            "LimitNICE=+5",
            "TimeoutStartSec=.5",
            "TimeoutStartSec=1 hour 5min",
            "TimeoutStartSec=5 \u03bcs",
            "TimeoutStartSec=infinity",
            "TimeoutStopSec=0",
            "RestartSec=1 2",
            "WatchdogSec=1.5",
            "StartLimitBurst=5",
            "Environment=A=b \"C=d e\" 'F=g' _h=i=j",
            "Environment=A='b c' %i",
            "Environment=",
            "EnvironmentFile=-%h/a",
            "WorkingDirectory=-~",
            "FailureAction=reboot-force")
        .map(l -> unit(l + "\n"))
        .toList();
  }
}
