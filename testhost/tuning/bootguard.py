"""The host is booted in the middle of confirm (the guard is stopped at a mark first): the boot guard comes before systemd-sysctl and
local-fs.target, and all is as before."""
import re
import subprocess

from . import power
from .watch import Watch

# How it goes down; a mark at which the guard is stopped by SIGSTOP, or "" while the change is on trial and the guard sleeps
WAYS = {"ordered": "systemctl --no-block reboot", "forced": "(sleep 1; sync; reboot -ff) >/dev/null 2>&1 </dev/null &", "power": None}
MARKS = ["", "state-CONFIRMING", "103.begin", "99-zz-initscope.conf", "103.after"]
STOP = r"""
i=0; while [ $i -lt 400000 ]; do i=$((i + 1)); if [ -e %s ]; then read -r p s </run/initscope.holder; kill -STOP $p; echo stopped $p; exit; fi; done
"""
PLACES = {"state-CONFIRMING": "/etc/.initscope/tx/state-CONFIRMING", "103.begin": "/etc/.initscope/tx/103.begin",
          "99-zz-initscope.conf": power.OWN, "103.after": "/etc/.initscope/tx/103.after"}
ORDER = """
journalctl -b -o short-monotonic --no-pager | grep -E 'initscope-guard|Take back an unconfirmed|systemd-sysctl|Apply Kernel Variables|local-fs.target|systemd-remount-fs' | head -n 40
"""


def one(machine, mark, way, log):
    plan = machine.plan("--lasting", "--window", "300", *(f"{k}={v}" for k, v in zip(power.KEYS, power.NEW)))
    status, _, err = machine.tune("apply", plan)
    if status != 0:
        raise RuntimeError(f"apply ended with {status}: {err}")
    watch = Watch(machine, power.KEYS)
    client = None
    if mark:
        stopper = machine.begin(STOP % PLACES[mark])
        client = machine.begin_tune("confirm")
        stopped = stopper.communicate(timeout=180)[0]
        if "stopped" not in stopped:
            raise RuntimeError(f"the guard was not stopped at {mark}")
    before = watch.until(lambda m: m.has(mark), 10) if mark else None
    before = before or watch.moments[-1]
    watch.close()
    boot = machine.sh("cat /proc/sys/kernel/random/boot_id", plain=True).strip()
    if WAYS[way] is None:
        machine.unplug()
        machine.start(persist=True)
    else:
        machine.sh(WAYS[way], plain=True, check=False)
        machine.wait_for_boot(boot)
    if client:
        client.kill()
        client.communicate()
    after, kept, left = power.seen(machine)
    order = machine.sh(ORDER, plain=True)
    stamp = lambda text: next((float(m.group(1)) for m in re.finditer(r"\[ *([0-9.]+)\][^\n]*" + text, order)), None)
    guard = stamp("(Finished|Started) initscope-guard.service") or stamp("(Finished|Started) Take back")
    sysctl = stamp("Starting systemd-sysctl.service") or stamp("Starting Apply Kernel Variables")
    told = machine.tune("status")
    if "UNKNOWN" in told[1]:
        told = machine.tune("rollback")
    left2 = power.seen(machine)[2]
    avc = machine.sh("ausearch --input-logs -m avc,user_avc,selinux_err -ts boot 2>/dev/null | grep -v ^---- ; true", plain=True)
    right = (after, kept) == (power.OLD, "none") and guard is not None and sysctl is not None and guard < sysctl and not left2 and "ROLLED" in told[1]
    point = {"mark": mark, "way": way, "state": before.state, "record": before.record, "after": after, "kept": kept, "left": left, "told": (told[1] or told[2]).strip(),
             "left_after_status": left2, "guard_ended": guard, "sysctl_began": sysctl, "order": order, "avc": avc, "right": right}
    log(f"{mark or 'trial'} {way}: in {before.state}: {after} file {kept}; guard {guard} sysctl {sysctl}; {point['told'][:80]} {'' if right else 'WRONG ' + str(point)}")
    if (after, kept, left2) != (power.OLD, "none", []):
        raise RuntimeError("not clean for the next point")
    return point


def measure(machine, log, save, only=""):
    machine.reset()
    machine.start(persist=True)
    out = []
    for mark in MARKS:
        for way in WAYS:
            if only and not re.search(only, f"{mark} {way}"):
                continue
            try:
                out.append(one(machine, mark, way, log))
                save({"points": out})
            except (RuntimeError, OSError, ValueError, subprocess.SubprocessError) as e:
                log(f"{mark} {way}: {e}")
                out.append({"mark": mark, "way": way, "right": False, "problem": str(e)})
                machine.reset()
                machine.start(persist=True)
    # what SELinux calls the guard run at boot
    domains = machine.sh("journalctl --no-pager -o verbose -u initscope-guard.service | grep -h _SELINUX_CONTEXT | sort | uniq -c; true", plain=True)
    return {"points": out, "domains": domains.split("\n")}
