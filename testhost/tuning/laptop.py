"""The laptop's process is killed at any moment: the host takes the change back by itself, at the latest 60 s after the deadline."""
import os
import signal
import subprocess
import time

from . import power
from .machine import leftovers
from .watch import Watch

WINDOW = 30
# what is running | killed so long after this mark; "": after the start of the verb
POINTS = [("apply", "", d) for d in (0.3, 1.5)] + [
    ("apply", m, d) for m in ("tx.new", "state-PREP", "state-ARMED", "101.begin", "102.after") for d in (0.0, 0.3)
] + [("apply", "102.after", 1.5), ("trial", "", 0.0), ("confirm", "", 1.0), ("confirm", "state-CONFIRMING", 0.0), ("confirm", "103.begin", 0.0),
     ("confirm", "state-CONFIRMED", 0.0), ("rollback", "", 1.0), ("rollback", "state-ROLLING", 0.0)]


def kill(client):
    try:
        os.killpg(client.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    client.communicate()


def one(machine, verb, mark, delay, lasting, log):
    plan = machine.plan("--window", str(WINDOW), *(["--lasting"] if lasting else []),
                        *(f"{k}={v}" for k, v in zip(power.KEYS, power.NEW)))
    watch = Watch(machine, power.KEYS)
    refused = ""
    if verb in ("confirm", "rollback", "trial"):
        status, _, refused = machine.tune("apply", plan)
        if status != 0:
            raise RuntimeError(f"apply ended with {status}: {refused}")
    if verb != "trial":
        client = machine.begin_tune(verb, *([plan] if verb == "apply" else []))
        if mark:
            watch.until(lambda m: m.has(mark), 60)
        time.sleep(delay)
        kill(client)
    at = watch.drain()
    # what was sent to the host goes on there
    machine.sh("sleep 1; flock -w 200 /run/initscope.lock true")
    last = watch.drain()
    armed = any(m.deadline for m in watch.moments)
    # the end: nothing pending and the values as before, or kept
    over = lambda m: m.state in ("ROLLED", "CONFIRMED", "DRIFT") or (m.state == "NONE" and m.values == power.OLD)
    # a preparation that died before its timer began changed nothing: its record waits for the laptop
    timer = machine.sh("systemctl is-active 'initscope-*.timer' | grep -c ^active; true").strip() != "0"
    end = watch.until(over, WINDOW + 180) if armed and timer and not over(last) else last
    deadline = max([m.deadline for m in watch.moments if m.deadline is not None], default=None)
    watch.close()
    late = None if end is None or deadline is None or end.state == "CONFIRMED" else round(end.uptime - deadline, 1)
    after, kept, left = power.seen(machine)
    told = [machine.tune("status")]
    if "UNKNOWN" in told[0][1]:
        told.append(machine.tune("rollback"))
    after2, kept2, left2 = power.seen(machine)
    old, new = (after2, kept2) == (power.OLD, "none"), (after2, kept2) == (power.NEW, "ours" if lasting else "none")
    right = end is not None and (late is None or late <= 60) and (old or new and verb == "confirm") and not left2
    point = {"verb": verb, "mark": mark, "delay": delay, "lasting": lasting, "killed_in": at.state if at else "NONE", "late": late, "after": after, "kept": kept,
             "left": left, "told": [(s, (o or e).strip()[:300]) for s, o, e in told], "left_after_status": left2,
             "end": end.state if end else "?", "domains": sorted({m.domain for m in watch.moments}), "right": right}
    log(f"{verb} {mark}+{delay} {'lasting' if lasting else ''}: killed in {point['killed_in']}, {point['end']} {late} s after the deadline; {point['told'][-1][1][:100]} {'' if right else 'WRONG ' + str(point)}")
    if new:
        machine.sh(f"rm -f {power.OWN}; " + "".join(f"echo {v} >/proc/sys/{k};" for k, v in zip(power.KEYS, power.OLD)))
    elif not old or left2:
        raise RuntimeError("not clean for the next point")
    return point


def measure(machine, log, save, only=""):
    machine.start()
    out = []
    for n, (verb, mark, delay) in enumerate(POINTS):
        if only and only not in f"{verb} {mark}":
            continue
        try:
            out.append(one(machine, verb, mark, delay, verb == "confirm" or n % 2 == 0, log))
            save({"points": out})
        except (RuntimeError, OSError, ValueError, subprocess.SubprocessError) as e:
            log(f"{verb} {mark}+{delay}: {e}")
            out.append({"verb": verb, "mark": mark, "delay": delay, "right": False, "problem": str(e)})
            machine.reset()
            machine.start()
    return {"points": out, "leftovers": leftovers(machine),
            "avc": machine.sh("ausearch --input-logs -m avc,user_avc,selinux_err -ts boot 2>/dev/null | grep -v ^---- ; true", plain=True)}
