"""Apply, then roll back, is the identity for every kernel parameter that can be written, or the plan refuses it."""
import collections
import json
import re

# moves by itself: never compared (beside what two looks without a change find different)
VOLATILE = re.compile(
    r"fs/(dentry-state|inode-nr|inode-state|file-nr|aio-nr|quota/.*)|kernel/(random/.*|ns_last_pid|hung_task_warnings"
    r"|perf_event_max_sample_rate|tainted)|net/netfilter/nf_conntrack_count|vm/stat_refresh|kernel/pty/nr")
BATCH = 80
FAILURES = 16  # values the kernel refuses: one transaction each
# another word that means something, for what is no number; None: what the value itself gives
WORDS = {
    "net/core/default_qdisc": ["pfifo_fast", "fq"],
    "net/ipv4/tcp_congestion_control": ["reno"],
    "net/ipv4/tcp_allowed_congestion_control": ["reno"],
    "kernel/printk_devkmsg": ["ratelimit", "off"],
    "kernel/seccomp/actions_logged": ["kill_process kill_thread trap errno"],
    "kernel/watchdog_cpumask": ["0"],
    "net/ipv4/tcp_fastopen_key": ["00000001-00000002-00000003-00000004"],
    "net/ipv6/ioam6_id_wide": ["1"],
    # the zero of a pair
    "vm/dirty_bytes": ["268435456"],
    "vm/dirty_background_bytes": ["134217728"],
}
NETWORK = "(addresses, routes, links, queues)"
MODULES = "(modules)"
LOOK = r"""
cd /proc/sys && find . -type f -perm /444 ! -path './kernel/random/*' ! -name stat_refresh -print0 | xargs -0 grep -aH '' 2>/dev/null
echo @@
ip -o addr | sed 's/valid_lft.*//'; ip route show table all | sed 's/expires [0-9]*sec//'; ip -6 route show table all | sed 's/expires [0-9]*sec//'
ip -o link | sed 's/state [A-Z]*//'; tc qdisc
echo @@
lsmod | cut -d' ' -f1 | sort
"""
PROBE = r"""
import json, sys
legal = {}
for path, values in json.load(sys.stdin).items():
    file = "/proc/sys/" + path
    squeeze = lambda: " ".join(open(file).read().split())
    def write(v):
        try:
            with open(file, "w") as f:
                f.write(v + "\n")
            return True
        except OSError:
            return False
    before = squeeze()
    fate = {}
    for v in values:
        taken = write(v)
        fate[v] = "taken" if taken and squeeze() == v else "refused" if not taken else "changed to " + squeeze()
        write(before)
    legal[path] = fate
json.dump(legal, sys.stdout)
"""


def dotted(path):
    return path.translate(str.maketrans("/.", "./"))


def candidates(path, value):
    """Other values worth a try, the likeliest first."""
    if path in WORDS:
        return [w for w in WORDS[path] if w != value]
    words = value.split()
    if not words or not all(re.fullmatch(r"-?\d+", w) for w in words):
        return []
    out = []
    for at in range(len(words)) if len(words) < 5 else (0, len(words) - 1):
        n = int(words[at])
        for other in ([1, 2, 8] if n == 0 else [0, 2] if n == 1 else [0, n - 1, 1] if n < 0 else [n // 2, n + 1, n - 1, n * 2]):
            out.append(" ".join(words[:at] + [str(other)] + words[at + 1:]))
    return out


def look(machine):
    """Every value that can be read, and what hangs on some of them (addresses, routes, queues, modules)."""
    values = collections.defaultdict(list)
    text, rest, modules = machine.sh(LOOK).split("@@\n")
    for line in text.splitlines():
        path, _, value = line.partition(":")
        values[path[2:]].append(" ".join(value.split()))
    out = {path: "\n".join(lines) for path, lines in values.items()}
    out[NETWORK] = rest
    out[MODULES] = modules
    return out


def differences(before, after, volatile):
    """What is not the same, by name: was and is. A module that was loaded in between is no difference."""
    moved = {k: (before.get(k), after.get(k)) for k in before.keys() | after.keys()
             if before.get(k) != after.get(k) and k != MODULES and k not in volatile and not VOLATILE.fullmatch(k)}
    if NETWORK in moved:
        was, now = (m.splitlines() for m in moved[NETWORK])
        moved[NETWORK] = ("; ".join(x for x in was if x not in now), "; ".join(x for x in now if x not in was))
    return moved


def loaded(before, after):
    return sorted(set(after[MODULES].split()) - set(before[MODULES].split()))


def refused_by(out, wanted):
    """Which parameters a plan refused, with its sentences."""
    names = {dotted(p): p for p in wanted}
    refused = {}
    for line in out.splitlines():
        if line.startswith("refused: "):
            name = next((w for w in re.split(r"[ :]", line[9:]) if w in names), None)
            if name is None:
                raise RuntimeError("a refusal that names no parameter: " + line)
            refused.setdefault(names[name], line[9:])
    return refused


def refusals(machine, wanted):
    """What the plan refuses of many changes."""
    refused = {}
    paths = list(wanted)
    for at in range(0, len(paths), 190):
        part = paths[at:at + 190]
        status, out, err = machine.tune("plan", *(f"{p}={wanted[p]}" for p in part))
        if status not in (0, 5):
            raise RuntimeError(f"plan ended with {status}: {err}")
        refused.update(refused_by(out, part))
    return refused


class Identity:
    def __init__(self, machine, log):
        self.machine = machine
        self.log = log
        self.volatile = set()
        self.same = collections.Counter()
        self.wrong = {}       # path=value: what differs after the rollback
        self.taken_back = {}  # path=value: the host's sentence
        self.coupled = {}     # path: others that moved with it while it was on trial
        self.problems = []
        self.refused = {}     # path=value: by the plan, for the value
        self.modules = {}     # loaded by the kernel on a write, and not unloaded again

    def batch(self, wanted):
        """One transaction for all of these; smaller ones where it does not fit."""
        wanted = dict(wanted)
        before = None
        while wanted:
            status, out, err = self.machine.tune("plan", *(f"{p}={v}" for p, v in wanted.items()))
            if status == 5:
                for path, why in refused_by(out, wanted).items():
                    self.refused[f"{path}={wanted.pop(path)}"] = why
                continue
            if status != 0:
                raise RuntimeError(f"plan ended with {status}: {err}")
            before = before or look(self.machine)
            status, out, err = self.machine.tune("apply", out.split()[-1])
            if status == 0:
                break
            after = look(self.machine)
            name = next((p for p in sorted(wanted, key=len, reverse=True) if "/proc/sys/" + p in err), None)
            self.log(f"apply {status}: {err.strip()}")
            if status != 6 or name is None:
                self.mend(before)
                if len(wanted) == 1:
                    self.wrong[f"{name or list(wanted)[0]}: apply ended with {status}: {err.strip()}"] = differences(before, after, self.volatile)
                    return
                items = list(wanted.items())
                self.batch(items[:len(items) // 2])
                self.batch(items[len(items) // 2:])
                return
            moved = differences(before, after, self.volatile)
            if moved:
                self.wrong[f"{name}={wanted[name]} and others, after a failed apply"] = moved
            before = after
            self.taken_back[f"{name}={wanted.pop(name)}"] = err.strip()
        if not wanted:
            return
        on_trial = look(self.machine)
        for path, value in wanted.items():
            if on_trial.get(path) != value:
                self.problems.append(f"{path}: InitScope says it is {value}, ssh reads {on_trial.get(path)}")
        others = differences(before, on_trial, self.volatile)
        others = {k: v for k, v in others.items() if k not in wanted}
        status, out, err = self.machine.tune("rollback")
        after = look(self.machine)
        moved = differences(before, after, self.volatile)
        for module in loaded(before, after):
            self.modules[module] = sorted(wanted)
        if status != 0:
            self.problems.append(f"rollback of {list(wanted)} ended with {status}: {out}{err}".strip())
        if len(wanted) == 1:
            (path, value), = wanted.items()
            if others:
                self.coupled[path] = others
            if moved or status != 0:
                self.wrong[f"{path}={value}"] = moved
            else:
                self.same[path] += 1
        elif moved or status != 0:
            self.log(f"not identity: {moved}; halving {len(wanted)}")
            self.mend(before)
            items = list(wanted.items())
            self.batch(items[:len(items) // 2])
            self.batch(items[len(items) // 2:])
        else:
            if others:
                self.coupled[", ".join(p for p in wanted if p.split("/")[-1][:4] in str(others))[:300]] = others
            for path in wanted:
                self.same[path] += 1

    def mend(self, before):
        """Puts everything back by hand, until InitScope settles what is open."""
        for _ in range(3):
            self.machine.tune("rollback")
            for path, (old, _) in differences(before, look(self.machine), self.volatile).items():
                if not path.startswith("(") and old is not None and "\n" not in old:
                    self.machine.sh(f"printf '%s\\n' '{old}' >/proc/sys/{path} 2>/dev/null; true")
        self.machine.tune("status")

    def run(self, wanted, save):
        # what spreads to the interfaces goes apart from theirs
        spreading = [i for i in sorted(wanted.items()) if re.search("/(all|default)/", i[0])]
        items = [i for i in sorted(wanted.items()) if i not in spreading]
        parts = [p[at:at + BATCH] for p in (items, spreading) for at in range(0, len(p), BATCH)]
        done = 0
        for part in parts:
            self.batch(part)
            done += len(part)
            self.log(f"{done}/{len(wanted)}: {len(self.same)} identity, {len(self.taken_back)} taken back, {len(self.wrong)} not identity")
            save()


def writable(machine):
    return machine.sh("cd /proc/sys && find . -type f -perm /222 | sed 's,^\\./,,'").split()


def prepare(machine, fates):
    """The interface blackhole0 gets values of its own, so that a parameter that spreads to all interfaces is seen."""
    lines = []
    for path, fate in fates.items():
        if "/blackhole0/" in path and "mtu" not in path:
            value = next((v for v, f in fate.items() if f == "taken"), None)
            if value:
                lines.append(f"printf '%s\\n' '{value}' >/proc/sys/{path}\n")
    lines.append("for i in 4 6; do echo 30500 >/proc/sys/net/ipv$i/neigh/blackhole0/base_reachable_time_ms; "
                 "echo 1004 >/proc/sys/net/ipv$i/neigh/blackhole0/retrans_time_ms; done\n")
    machine.sh("sh", stdin="".join(lines))


def measure(machine, log, save, only=""):
    """Runs all of it; returns what the table shows."""
    machine.start()
    # parameters that come with modules of an ordinary server
    machine.sh("modprobe -a nf_conntrack br_netfilter sunrpc 8021q 2>/dev/null; true")
    paths = [p for p in writable(machine) if re.search(only, p)]
    values = look(machine)
    options = {p: candidates(p, values.get(p, "")) for p in paths}
    # by the first value of each: what the plan refuses whatever it shall be
    refused = refusals(machine, {p: (options[p] or ["1"])[0] for p in paths})
    # of two names of one setting, each must be tried alone
    alone = [p for p, why in refused.items() if "exclude each other" in why or "two names" in why]
    for path in alone:
        del refused[path]
    no_value = [p for p in paths if p not in refused and not options[p]]
    rest = {p: options[p] for p in paths if p not in refused and options[p]}
    log(f"{len(paths)} writable, {len(refused)} refused by the plan, {len(no_value)} without another value")
    fates = json.loads(machine.sh(f"python3 -c '{PROBE}'".replace("\n", "\n"), stdin=json.dumps(rest)))
    machine.stop()
    machine.start()
    machine.sh("modprobe -a nf_conntrack br_netfilter sunrpc 8021q 2>/dev/null; true")
    prepare(machine, fates)
    now = look(machine)
    changed = {p: candidates(p, now.get(p, "")) for p in fates if now.get(p) != values.get(p)}
    me = Identity(machine, log)
    first = look(machine)
    me.volatile = set(differences(first, look(machine), set()))
    def result():
        return {"writable": len(paths), "refused": refused, "refused_values": me.refused, "no_value": no_value, "never": never,
                "same": dict(me.same), "wrong": me.wrong, "taken_back": me.taken_back, "coupled": me.coupled, "problems": me.problems,
                "modules": me.modules, "volatile": sorted(me.volatile)}

    rounds = [{}, {}, {}]
    never = []
    for path, fate in fates.items():
        takes = [v for v, f in fate.items() if f == "taken" and v != now.get(path)]
        if path in changed and values.get(path) not in (None, now.get(path)):
            takes = [values[path]] + takes
        not_taken = [v for v, f in fate.items() if f != "taken" and v != now.get(path)]
        if takes and path in alone:
            rounds[1][path] = takes[0]
        elif takes:
            rounds[0][path] = takes[0]
        else:
            never.append(path)
        if len(takes) > 1 and path not in alone:
            rounds[1][path] = takes[-1]
        if not_taken:
            rounds[2][path] = not_taken[0]
    # the second value of the same parameter of one interface more tells nothing new
    rounds[1] = {p: v for p, v in rounds[1].items() if not re.search("/(lo|default|blackhole0)/", p)}
    for wanted in rounds[0], {p: v for p, v in rounds[1].items() if p not in alone}:
        me.run(wanted, lambda: save(result()))
    alone += [t.split("=")[0] for t, why in me.taken_back.items() if "when the plan was made" in why]
    for path in alone:
        me.taken_back = {t: w for t, w in me.taken_back.items() if not t.startswith(path + "=")}
        me.batch({path: rounds[0].get(path) or rounds[1][path]})
    save(result())
    # a value the kernel does not take, behind two that it takes: all three must be back
    good = [(p, v) for p, v in rounds[0].items() if me.same[p] and p.startswith("net/core/")][:2]
    bad = sorted(rounds[2].items())
    for path, value in bad[::max(1, len(bad) // FAILURES)]:
        pairs = [g for g in good if g[0] != path]
        before = look(machine)
        status, out, err = machine.tune("plan", *(f"{p}={v}" for p, v in pairs), f"{path}={value}")
        if status == 5:
            me.refused[f"{path}={value}"] = out.splitlines()[0]
            continue
        status, out, err = machine.tune("apply", out.split()[-1])
        moved = differences(before, look(machine), me.volatile)
        log(f"{path}={value}: {status} {err.strip()}")
        if status == 6 and not moved:
            me.taken_back[f"{path}={value}"] = err.strip()
        elif status == 0:
            me.problems.append(f"{path}={value} was expected to be refused by the kernel")
            machine.tune("rollback")
        else:
            me.wrong[f"{path}={value}, refused by the kernel: exit {status} {err.strip()}"] = moved
    return dict(result(), dmesg=machine.sh("dmesg -l warn,err,crit,alert,emerg | tail -n 40"))
