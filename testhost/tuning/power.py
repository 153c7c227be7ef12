"""The host loses power at any moment of a transaction: afterwards it is as before, or as confirmed, never between."""
import random
import subprocess
import time

from .machine import LEFTOVERS
from .watch import Watch

KEYS = ["vm/swappiness", "net/ipv4/tcp_syn_retries"]
OLD = ["60", "6"]
NEW = ["45", "4"]
OWN = "/etc/sysctl.d/99-zz-initscope.conf"
# the plug is pulled so long after this mark is seen while that verb runs
MARKS = {
    "apply": ["tx.new", "state-PREP", "initscope-guard.service", "state-ARMED", "101.begin", "101.after", "102.after"],
    "confirm": ["state-CONFIRMING", "103.begin", "99-zz-initscope.conf", "103.after", "state-CONFIRMED"],
    "rollback": ["state-ROLLING", "state-ROLLED"],
}
DELAYS = [0.0, 0.12, 0.4]
COUNT = 30


def points():
    out = [(verb, mark, delay) for verb, marks in MARKS.items() for mark in marks for delay in DELAYS]
    return out[:-6] + [("rollback", "state-ROLLING", d) for d in (0.0, 0.05, 0.12, 0.25, 0.4)] + [("rollback", "state-ROLLED", d) for d in (0.0, 0.12, 0.3)] + [("trial", "102.after", 6.0)]


def seen(machine):
    """(values, whether our file is there, leftovers)"""
    text = machine.sh("".join(f"cat /proc/sys/{k};" for k in KEYS) + f"echo @@; cat {OWN} 2>/dev/null; echo @@; {LEFTOVERS}")
    values, file, left = text.split("@@\n")
    lines = [x for x in file.splitlines() if x and not x.startswith("#")]
    wanted = [f"{k.replace('/', '.')} = {v}" for k, v in zip(KEYS, NEW)]
    return values.split(), "none" if not file else "ours" if lines == wanted else "other", left.split("\n")[:-1]


def one(machine, verb, mark, delay, log):
    plan = machine.plan("--lasting", "--window", "300", *(f"{k}={v}" for k, v in zip(KEYS, NEW)))
    if verb in ("confirm", "rollback"):
        status, _, err = machine.tune("apply", plan)
        if status != 0:
            raise RuntimeError(f"apply ended with {status}: {err}")
    watch = Watch(machine, KEYS)
    client = machine.begin_tune("apply" if verb == "trial" else verb, *([plan] if verb in ("apply", "trial") else []))
    hit = watch.until(lambda m: m.has(mark), 120)
    time.sleep(delay)
    last = watch.drain()
    machine.unplug()
    last = watch.drain()
    watch.close()
    out, err = client.communicate(timeout=300)
    machine.start(persist=True)
    after, kept, left = seen(machine)
    status, said, complaint = machine.tune("status")
    told = (said or complaint).splitlines()[0] if (said or complaint) else ""
    if "UNKNOWN" in told:
        status, said, complaint = machine.tune("rollback")
        told += f"; rollback: {status} " + (said or complaint).splitlines()[0]
    after2, kept2, left2 = seen(machine)
    old = (after, kept) == (OLD, "none")
    new = (after, kept) == (NEW, "ours")
    what = "old" if old else "kept" if new else "BETWEEN"
    right = (old and last.state != "CONFIRMED" or new and verb == "confirm") and (after2, kept2) == (after, kept) and not left2
    if new and "CONFIRMED" not in told or old and "ROLLED" not in told:
        right = False
    point = {"verb": verb, "mark": mark, "seen": hit is not None, "delay": delay, "state": last.state, "record": last.record,
             "files": last.files, "on_trial": last.values, "after": what, "values": after, "kept": kept, "left": left, "told": told,
             "left_after_status": left2, "client": (client.returncode, (out + err).strip()[-300:]), "right": right}
    log(f"{verb} {mark}+{delay}: in {last.state}: {what}, {told[:120]} {'' if right else 'WRONG ' + str(point)}")
    # the next point begins on a host without our file
    if (after2, kept2, left2) != (OLD, "none", []):
        machine.sh(f"rm -f {OWN}; " + "".join(f"echo {v} >/proc/sys/{k};" for k, v in zip(KEYS, OLD)) + " sync")
    return point


def measure(machine, log, save, only=""):
    machine.reset()
    machine.start(persist=True)
    out = []
    for verb, mark, delay in random.Random(7).sample(points(), COUNT):   # spread, so that an end before its time covers all
        if only and only not in f"{verb} {mark}":
            continue
        try:
            out.append(one(machine, verb, mark, delay, log))
            save({"points": out})
        except (RuntimeError, OSError, ValueError, subprocess.SubprocessError) as e:
            log(f"{verb} {mark}+{delay}: {e}")
            out.append({"verb": verb, "mark": mark, "delay": delay, "right": False, "problem": str(e)})
            machine.reset()
            machine.start(persist=True)
    return {"points": out, "avc": machine.sh("ausearch --input-logs -m avc,user_avc,selinux_err 2>/dev/null | grep -v ^---- ; true", plain=True)}
