#!/usr/bin/env python3
"""record.py OUT GO...: builds shop with each Go, lets it hang in every way, and records what the kernel and the runtime say.

Run as root (fresh network and mount namespaces). One text file per way and version: OUT/WAY-goVERSION.rec, lines
"==> NAME" followed by that raw entry; names are those of a capture (proc/stat, proc/task/TID/wchan ...), and "dump" is what the
program wrote on SIGQUIT. GO is the path of a go command.
"""
import os, re, signal, socket, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
WAYS = """dial http dns read httpread tls stdin write accept mutex mutexalone once onceself waitgroup cond channel helper
nilchannel select empty sleep flock fcntl child fifo spin regexp panic cgo none stopped constructor frozen""".split()


def text(path):
    try:
        with open(path, "rb") as f:
            return f.read().decode("utf-8", "replace")
    except OSError:
        return None


def link(path):
    try:
        return os.readlink(path)
    except OSError:
        return "?"


def observe(pid, holder, entries):
    proc = f"/proc/{pid}"
    tids = sorted(os.listdir(proc + "/task"), key=int)
    for t in tids:
        for name in ("stat", "wchan", "syscall", "stack"):
            entries[f"proc/task/{t}/{name}"] = text(f"{proc}/task/{t}/{name}")
    entries["proc/stat"] = text(proc + "/stat")
    time.sleep(0.3)
    for t in tids:
        entries[f"proc/task/{t}/stat.2"] = text(f"{proc}/task/{t}/stat")
    entries["proc/stat.2"] = text(proc + "/stat")
    entries["proc/status"] = text(proc + "/status")
    entries["proc/exe"] = link(proc + "/exe") + "\n"
    entries["proc/fd"] = "".join(
        f"{fd} {link(f'{proc}/fd/{fd}')}\n" for fd in sorted(os.listdir(proc + "/fd"), key=int))
    for name in ("tcp", "tcp6", "udp", "unix"):
        entries["proc/net/" + name] = text(f"{proc}/net/{name}")
    entries["proc/children"] = "".join(children(pid))
    entries["host/locks"] = "".join(
        l for l in (text("/proc/locks") or "").splitlines(True) if f" {pid} " in l or holder and f" {holder.pid} " in l)
    entries["host/uptime"] = text("/proc/uptime")
    entries["host/uname"] = "web-3\n" + os.uname().release + "\n" + os.uname().machine + "\n"


def children(pid):
    for p in filter(str.isdigit, os.listdir("/proc")):
        stat = text(f"/proc/{p}/stat")
        m = stat and re.match(r"\d+ \((.*)\) (\S) (\d+)", stat, re.S)
        if m and int(m[3]) == pid:
            yield f"{p} {m[2]} {m[1]}\n"


def record(program, way, version, out):
    work = tempfile.mkdtemp()
    env = {"HANG": way, "PATH": os.environ["PATH"], "LOCK": work + "/ledger.lock", "FIFO": work + "/ledger.fifo"}
    open(env["LOCK"], "w").close()
    os.mkfifo(env["FIFO"])
    keep = []
    server = socket.create_server(("127.0.0.1", 5432), backlog=0)
    keep.append(server)
    if way in ("dial", "http", "waitgroup", "helper"):  # a full backlog: the kernel lets the SYN go unanswered
        for _ in range(2):
            s = socket.socket()
            s.setblocking(False)
            s.connect_ex(("127.0.0.1", 5432))
            keep.append(s)
        time.sleep(0.2)
    env["PEER"] = "127.0.0.1:5432"
    if way == "dns":
        dns = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        dns.bind(("127.0.0.53", 53))
        keep.append(dns)
        conf = work + "/resolv.conf"
        open(conf, "w").write("nameserver 127.0.0.53\noptions timeout:60\n")
        subprocess.check_call(["mount", "--bind", conf, "/etc/resolv.conf"])
    if way == "frozen":  # a file system that lets no write through: what a dead disk or server looks like
        frozen = work + "/disk"
        os.mkdir(frozen)
        subprocess.check_call(f"truncate -s 32M {work}/disk.img && mkfs.ext4 -q {work}/disk.img && mount -o loop {work}/disk.img {frozen}", shell=True)
        env["LOCK"] = frozen + "/ledger.db"
        open(env["LOCK"], "w").close()
        subprocess.check_call(["fsfreeze", "-f", frozen])
    holder = None
    if way in ("flock", "fcntl"):
        code = f"import fcntl,time; f=open({env['LOCK']!r},'r+'); fcntl.{'flock' if way == 'flock' else 'lockf'}(f,fcntl.LOCK_EX); print(flush=True); time.sleep(1000)"
        holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        holder.stdout.readline()
    err = open(work + "/stderr", "w+")
    p = subprocess.Popen([program], env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=err)
    time.sleep(1.2)
    entries = {}
    if p.poll() is None:
        if way == "stopped":
            p.send_signal(signal.SIGSTOP)
            time.sleep(0.2)
        observe(p.pid, holder, entries)
        if way == "frozen":
            entries["proc/mountinfo"] = "".join(
                l for l in (text(f"/proc/{p.pid}/mountinfo") or "").splitlines(True) if work in l or l.split()[4] == "/")
        kids = [int(l.split()[0]) for l in children(p.pid)]
        p.send_signal(signal.SIGQUIT)
        if way == "stopped":
            p.send_signal(signal.SIGCONT)
        if way == "frozen":
            subprocess.check_call(["fsfreeze", "-u", frozen])
        time.sleep(0.3)
        for k in kids:
            os.kill(k, signal.SIGKILL)
    try:
        p.wait(5)
    except subprocess.TimeoutExpired:
        p.kill()
    err.seek(0)
    entries["dump"] = err.read()
    if holder:
        holder.kill()
    if way == "dns":
        subprocess.check_call(["umount", "/etc/resolv.conf"])
    if way == "frozen":
        subprocess.check_call(["umount", "-l", frozen])
    for s in keep:
        s.close()
    with open(f"{out}/{way}-go{version}.rec", "w") as f:
        for name, value in entries.items():
            if value:
                value = value.replace(work, "/var/lib/shop").replace(HERE, "/src/shop")
                value = re.sub(r"\S*/go(/|-)1\.\d+/src/", "/usr/local/go/src/", value)
                value = value.replace(os.path.dirname(program), "/opt/shop/bin")
                f.write(f"==> {name}\n{value}" + ("" if value.endswith("\n") else "\n"))


def main():
    out, gos = os.path.abspath(sys.argv[1]), sys.argv[2:]
    if os.environ.get("RECORD_NS") != "1":
        os.environ["RECORD_NS"] = "1"
        os.execvp("unshare", ["unshare", "-n", "-m", sys.executable, os.path.abspath(__file__), out] + gos)
    subprocess.check_call(["ip", "link", "set", "lo", "up"])
    os.makedirs(out, exist_ok=True)
    only = os.environ.get("WAYS", "").split() or WAYS
    for go in gos:
        version = re.search(r"go1\.(\d+)", subprocess.check_output([go, "version"], text=True))[0][2:]
        bin = tempfile.mkdtemp()
        for cgo in ("0", "1"):
            subprocess.check_call(
                [go, "build", "-trimpath=false", "-ldflags=-s -w", "-o", f"{bin}/{'shopc' if cgo == '1' else 'shop'}", "."],
                cwd=HERE, env={**os.environ, "CGO_ENABLED": cgo})
        for way in only:
            program = f"{bin}/{'shopc' if way in ('cgo', 'constructor') else 'shop'}"
            record(program, way, version, out)
            print(way, version, os.path.getsize(f"{out}/{way}-go{version}.rec"), flush=True)


main()
