"""Every kind of change: on trial, taken back, disturbed by somebody else, kept, and kept over a boot; looked at by other commands
than InitScope's own."""
import pathlib
import re
import time

from . import bootguard
from .machine import leftovers

STORE = "/var/lib/selinux/default/active"


class Case:
    """One change of one kind.

    word: as the command line takes it; look: commands that show it on the host; on: what they show while it holds;
    meddle: what somebody else does while it is on trial, theirs: what is then there; prepare: before all; keeps: whether
    confirm may write it to the host; kept: what shows when it is kept, also after a boot.
    """

    def __init__(self, word, look, on, meddle, theirs, prepare="", keeps=True, kept=None, repair="", flags=()):
        self.word, self.look, self.on, self.meddle, self.theirs = word, look, on, meddle, theirs
        self.prepare, self.keeps, self.kept, self.repair, self.flags = prepare, keeps, kept or on, repair, list(flags)


def cases(machine):
    rules = machine.folder / "rules.te"
    rules.write_text("allow dnsmasq_t user_home_t:file { getattr open read };\n")
    gatewayd = "systemctl is-active gatewayd >/dev/null || systemctl start gatewayd; p=$(systemctl show -p MainPID gatewayd); p=${p#*=};"
    return {
        "sysctl": Case("vm.swappiness=45", "cat /proc/sys/vm/swappiness; grep -h swappiness /etc/sysctl.d/99-zz-initscope.conf",
                       r"^45\n", "echo 33 >/proc/sys/vm/swappiness", r"^33\n", kept=r"^45\nvm.swappiness = 45"),
        "mount": Case("mount:/opt/bins=noatime", "findmnt -no OPTIONS /opt/bins; grep /opt/bins /etc/fstab; findmnt --verify",
                      r"^[^\n]*noatime", "mount -o remount,strictatime,nodev $(findmnt -no SOURCE /opt/bins) /opt/bins", "^[^\n]*nodev",
                      kept=r"^[^\n]*noatime[^\n]*\n[^\n]*/opt/bins[^\n]*noatime",
                      repair="mount -o remount,relatime,dev $(findmnt -no SOURCE /opt/bins) /opt/bins"),
        "boolean": Case("boolean:BOOLEAN=on", f"getsebool BOOLEAN; grep -s = {STORE}/booleans.local", "^BOOLEAN --> on", "", "",
                        prepare="semanage boolean -l -C | grep -q user_ping || setsebool -P user_ping 1", kept=r"^BOOLEAN --> on\n(.*\n)*BOOLEAN=1"),
        "permissive": Case("permissive:dnsmasq_t", "seinfo --permissive -x; semodule -l | grep permissive", r"\n +type dnsmasq_t",
                           "", "", keeps=False, flags=["--window", "900"]),
        "label": Case("label:/srv/tune=var_lib_t", "stat -c '%n %C' /srv/tune /srv/tune/*; matchpathcon /srv/tune", r"^/srv/tune \S+:object_r:var_lib_t:s0\n",
                      "chcon -t tmp_t /srv/tune/a", "/srv/tune/a [^\n]*tmp_t", prepare="mkdir -p /srv/tune; echo a >/srv/tune/a; echo b >/srv/tune/b; restorecon -R /srv/tune",
                      kept=r"(?s)/srv/tune/b [^\n]*var_lib_t.*\n/srv/tune\s[^\n]*var_lib_t", repair="restorecon -RF /srv/tune"),
        "port": Case("port:tcp/18123=http_port_t", f"semanage port -lC; grep -s ^portcon {STORE}/ports.local", r"(?m)^http_port_t +tcp +18123",
                     "semanage port -m -t ssh_port_t -p tcp 18123", r"(?m)^ssh_port_t +tcp +18123", repair="semanage port -d -p tcp 18123"),
        "policy": Case(f"policy:tunetest=@{rules}", "semodule -l | grep tunetest; sesearch -A -s dnsmasq_t -t user_home_t -c file -p read",
                       r"allow dnsmasq_t user_home_t:file [^\n]*read", "", ""),
        "unit": Case("unit:gatewayd.service=Service.LimitNOFILE=65536",
                     "systemctl show -p LimitNOFILE gatewayd; systemctl show -p DropInPaths gatewayd", r"^LimitNOFILE=65536",
                     "echo '# mine' >>/run/systemd/system/gatewayd.service.d/95-initscope-trial.conf; systemctl daemon-reload", "95-initscope-trial.conf",
                     prepare="systemctl stop gatewayd", kept=r"^LimitNOFILE=65536\nDropInPaths=[^\n]*/etc/systemd/system/gatewayd.service.d",
                     repair="rm -rf /run/systemd/system/gatewayd.service.d; systemctl daemon-reload"),
        "environment": Case("unit:gatewayd.service=Service.Environment=GODEBUG=inittrace=1",
                            "systemctl show -p Environment -p DropInPaths gatewayd; " + gatewayd + " tr '\\0' '\\n' </proc/$p/environ | grep GODEBUG; systemctl stop gatewayd",
                            r"(?s)Environment=[^\n]*inittrace=1.*\nGODEBUG=\S*inittrace=1",
                            "f=$(ls /run/systemd/system/gatewayd.service.d/*initscope*.conf); echo '# mine' >>$f; systemctl daemon-reload", r"GODEBUG",
                            kept=r"(?s)/etc/systemd/system/gatewayd.service.d.*\nGODEBUG=\S*inittrace=1",
                            repair="rm -rf /run/systemd/system/gatewayd.service.d; systemctl daemon-reload"),
        "cgroup": Case("cgroup:gatewayd.service=CPUQuota=50%", gatewayd + "cat /sys/fs/cgroup/system.slice/gatewayd.service/cpu.max; systemctl show -p CPUQuotaPerSecUSec gatewayd",
                       r"^50000 100000\n", "systemctl set-property --runtime gatewayd.service CPUQuota=70%", r"^70000 100000",
                       prepare="systemctl start gatewayd", repair="systemctl set-property --runtime gatewayd.service CPUQuota=; rm -f /run/systemd/system.control/gatewayd.service.d/*; systemctl daemon-reload"),
        "ldconf": Case("ldconf:tunetest=/opt/tunelib", "ldconfig -p | grep tunelib; cat /etc/ld.so.conf.d/*tunetest*", r"=> /opt/tunelib/libqq2.so.1.0",
                       "echo /opt/other >>/etc/ld.so.conf.d/*tunetest*.conf", "/opt/other",
                       prepare="mkdir -p /opt/tunelib; cd /opt/tunelib; sed 's/libbz2[.]so/libqq2.so/g' /lib/x86_64-linux-gnu/libbz2.so.1.0 >libqq2.so.1.0; chmod 755 libqq2.so.1.0; chcon -R -t lib_t /opt/tunelib", repair="rm -f /etc/ld.so.conf.d/*tunetest*; ldconfig"),
    }


class Run:
    def __init__(self, machine, log):
        self.machine, self.log = machine, log
        self.steps = []
        self.boolean = ""

    def fill(self, text):
        return text.replace("BOOLEAN", self.boolean)

    def look(self, case):
        return self.machine.sh(self.fill(case.look) + "; true")

    def step(self, kind, what, right, detail=""):
        self.steps.append({"kind": kind, "what": what, "right": bool(right), "detail": detail.strip()[-1500:]})
        self.log(f"{kind}: {what}: {'right' if right else 'WRONG ' + detail}")
        return right

    def apply(self, kind, case, *flags):
        begin = time.monotonic()
        status, out, err = self.machine.tune("plan", *flags, *case.flags, self.fill(case.word))
        if not self.step(kind, "plan" + " ".join(("",) + flags), status == 0, out + err):
            return None
        before = self.look(case)
        status, said, err = self.machine.tune("apply", out.split()[-1])
        if not self.step(kind, f"apply ({time.monotonic() - begin:.0f} s)", status == 0, said + err):
            self.step(kind, "nothing is left of the failed apply", not leftovers(self.machine) and self.look(case) == before, self.look(case))
            return None
        now = self.look(case)
        self.step(kind, "it holds by other commands", re.search(self.fill(case.on), now), now)
        return before

    def trial(self, kind, case):
        before = self.apply(kind, case)
        if before is None:
            return False
        status, out, err = self.machine.tune("rollback")
        now = self.look(case)
        ok = self.step(kind, "rolled back: as before", status == 0 and "ROLLED" in out and now == before, f"{status} {out}{err}\nwas {before}\nis {now}")
        return self.step(kind, "nothing left", not leftovers(self.machine), "\n".join(leftovers(self.machine))) and ok

    def drift(self, kind, case):
        before = self.apply(kind, case)
        if before is None:
            return
        self.machine.sh(self.fill(case.meddle), check=False)
        disturbed = self.look(case)
        status, out, err = self.machine.tune("rollback")
        now = self.look(case)
        self.step(kind, "disturbed: theirs is left alone, and said", status == 7 and re.search(self.fill(case.theirs), now), f"{status} {out}{err}\ndisturbed {disturbed}\nis {now}")
        self.machine.sh(self.fill(case.repair or "true") + "; true")
        if leftovers(self.machine):
            self.machine.tune("status")
        self.step(kind, "nothing left of the disturbed one", not leftovers(self.machine), "\n".join(leftovers(self.machine)))
        if kind == "sysctl":
            self.machine.sh("echo 60 >/proc/sys/vm/swappiness")

    def keep(self, kind, case):
        if self.apply(kind, case, "--lasting") is None:
            return
        status, out, err = self.machine.tune("confirm")
        now = self.look(case)
        self.step(kind, "confirmed: kept", status == 0 and "CONFIRMED" in out and re.search(self.fill(case.kept), now), f"{status} {out}{err}\nis {now}")
        if kind == "mount":   # /etc/fstab is newer than what systemd has read: it would refuse plans for units
            self.machine.sh("systemctl daemon-reload")
        self.step(kind, "nothing left of the confirmed one", not leftovers(self.machine), "\n".join(leftovers(self.machine)))

    def killed_in_confirm(self, kind, case):
        """The guard dies when what lasts was just written: rolling back takes that back too."""
        before = self.apply(kind, case, "--lasting")
        if before is None:
            return
        items = self.machine.sh("cd /etc/.initscope/tx; for i in *.item; do sed -n 2p $i; done").split()
        if items[-1] == "persist":
            stopper = self.machine.begin(bootguard.STOP % f"/etc/.initscope/tx/{100 + len(items)}.after")
            client = self.machine.begin_tune("confirm")
            stopped = "stopped" in stopper.communicate(timeout=300)[0]
            self.machine.sh("read -r p s </run/initscope.holder; kill -KILL $p")
            said = client.communicate(timeout=300)
            self.step(kind, "the guard was killed in confirm", stopped, str(said))
        status, out, err = self.machine.tune("rollback")
        now = self.look(case)
        self.step(kind, "killed in confirm, rolled back: as before", status == 0 and "ROLLED" in out and now == before, f"{status} {out}{err}\nwas {before}\nis {now}")
        self.step(kind, "nothing left of the killed one", not leftovers(self.machine), "\n".join(leftovers(self.machine)))

    def locks_out(self):
        """A library that sshd loads and may not map, there since the plan: no new login would work, which the proof of life finds out."""
        self.machine.sh("mkdir -p /opt/trap; cp /opt/tunelib/libqq2.so.1.0 /opt/trap/")
        plan = self.machine.plan("ldconf:trap=/opt/trap")
        self.machine.sh("cp /lib/x86_64-linux-gnu/libz.so.1 /opt/trap/; chcon -R -t usr_t /opt/trap")
        status, out, err = self.machine.tune("apply", plan)
        self.step("ldconf", "a change that locks the next login out is taken back at once", status == 6 and "proof of life" in err, f"{status} {out}{err}")
        left = leftovers(self.machine) + self.machine.sh("ldconfig -p | grep /opt/trap; true").split("\n")[:-1]
        self.step("ldconf", "nothing left of it", not left, "\n".join(left))


    def mounted_before_the_guard(self):
        """Power is lost when /etc/fstab has the new option and nothing is decided: the boot must not mount by it."""
        look = "findmnt -no OPTIONS /opt/bins; sha256sum /etc/fstab"
        before = self.machine.sh(look)
        plan = self.machine.plan("--lasting", "--window", "300", "mount:/opt/bins=noatime")
        status, out, err = self.machine.tune("apply", plan)
        self.step("mount", "apply before the loss of power", status == 0, out + err)
        stopper = self.machine.begin(bootguard.STOP % "/etc/.initscope/tx/102.after")
        client = self.machine.begin_tune("confirm")
        self.step("mount", "the guard was stopped in confirm", "stopped" in stopper.communicate(timeout=180)[0])
        self.machine.unplug()
        client.kill()
        client.communicate()
        self.machine.start(persist=True)
        self.machine.sh("i=0; while ! findmnt /opt/bins >/dev/null && [ $i -lt 60 ]; do i=$((i + 1)); sleep 1; done", plain=True)
        now = self.machine.sh(look)
        told = self.machine.tune("status")
        self.step("mount", "after a loss of power in confirm: as before", now == before and "ROLLED" in told[1], f"was {before}\nis {now}\n{told}")
        self.step("mount", "nothing left after the loss of power", not leftovers(self.machine), "\n".join(leftovers(self.machine)))


def measure(machine, log, save, only=""):
    machine.reset()
    machine.start(persist=True)
    run = Run(machine, log)
    run.boolean = next(b for b in ("daemons_dump_core", "daemons_use_tty", "global_ssp", "user_dmesg", "cron_can_relabel") if " off" in machine.sh(f"getsebool {b} 2>/dev/null; true"))
    wanted = {k: c for k, c in cases(machine).items() if not only or re.search(only, k)}
    done = lambda: {"steps": run.steps, "boolean": run.boolean}
    for kind, case in wanted.items():
        try:
            machine.sh(run.fill(case.prepare or "true") + "; true")
            run.trial(kind, case)
            if case.meddle:
                run.drift(kind, case)
            if case.keeps:
                run.killed_in_confirm(kind, case)
        except Exception as e:  # the next kind is worth a try
            run.step(kind, "trial", False, repr(e))
        save(done())
    for kind, special in ("ldconf", run.locks_out), ("mount", run.mounted_before_the_guard):
        if kind in wanted:
            try:
                special()
            except Exception as e:
                run.step(kind, "special", False, repr(e))
            save(done())
    for kind, case in wanted.items():
        if case.keeps:
            try:
                run.keep(kind, case)
            except Exception as e:
                run.step(kind, "keep", False, repr(e))
            save(done())
    boot = machine.sh("cat /proc/sys/kernel/random/boot_id", plain=True).strip()
    machine.sh("systemctl --no-block reboot", plain=True, check=False)
    machine.wait_for_boot(boot)
    for kind, case in wanted.items():
        now = run.look(case)
        if case.keeps:
            run.step(kind, "kept over a boot", re.search(run.fill(case.kept), now), now)
        else:
            run.step(kind, "not there after a boot", not re.search(run.fill(case.on), now), now)
        save(done())
    run.step("all", "nothing left after a boot", not leftovers(machine), "\n".join(leftovers(machine)))
    avc = machine.sh("ausearch --input-logs -m avc,user_avc,selinux_err 2>/dev/null | grep -v ^---- ; true")
    return dict(done(), avc=avc)
