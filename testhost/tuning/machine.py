"""One test host of a name of its own, watched from outside (plain ssh) and changed by InitScope only (its command line)."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parents[1]
CACHE = pathlib.Path(os.environ.get("INITSCOPE_TESTHOST_CACHE")
                     or (os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) + "/initscope-testhost")


INITSCOPE = os.environ.get("INITSCOPE") or str(HERE.parent / "initscope")


class Machine:
    """A machine and a laptop of its own: the folder where InitScope keeps its journal."""

    def __init__(self, name):
        self.name = name
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"initscope-{name}-"))
        self.port = None

    # --- the machine

    def start(self, persist=False):
        words = [HERE / "start", "--name", self.name] + (["--persist"] if persist else [])
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"machine {self.name} did not start: {done.stderr.strip()[-500:]}")
        self._answers(done.stdout)

    def stop(self):
        self._hang_up()
        subprocess.run([HERE / "stop", "--name", self.name], check=True, capture_output=True)

    def reset(self):
        """A new machine, and a laptop that never saw it."""
        self._hang_up()
        shutil.rmtree(self.folder / "laptop", ignore_errors=True)
        subprocess.run([HERE / "reset", "--name", self.name], check=True, capture_output=True)

    def crash(self):
        """Pulls the plug and boots the same disks."""
        self._hang_up()
        self._answers(subprocess.run([HERE / "crash", "--name", self.name], check=True, capture_output=True, text=True).stdout)

    def unplug(self):
        """Pulls the plug at once; start(persist=True) boots it again."""
        pid = int((CACHE / "run" / self.name / "pid").read_text())
        os.kill(pid, signal.SIGKILL)
        self._hang_up()
        while pathlib.Path(f"/proc/{pid}").exists() and "Z" not in pathlib.Path(f"/proc/{pid}/stat").read_text().split()[2]:
            time.sleep(0.05)

    def _answers(self, out):
        self.port = int(out.split()[-1])
        known = (CACHE / "keys/known_hosts").read_text()
        (self.folder / "known").write_text(known.replace("initscope-testhost ", f"[127.0.0.1]:{self.port} "))

    def wait_for_boot(self, old, seconds=300):
        """Waits until another boot than the one with this id answers."""
        self._hang_up()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                boot = self.sh("cat /proc/sys/kernel/random/boot_id", plain=True, timeout=20).strip()
                if boot and boot != old:
                    # sshd is started once more when the network is up
                    self.sh("systemctl is-system-running --wait >/dev/null; true", plain=True, timeout=seconds)
                    return
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
                pass
            time.sleep(1)
        raise TimeoutError(f"machine {self.name} did not come back")

    # --- to look at it

    def _ssh(self, plain):
        words = ["ssh", "-F", "none", "-o", f"UserKnownHostsFile={self.folder}/known", "-o", "StrictHostKeyChecking=yes",
                 "-o", "IdentitiesOnly=yes", "-i", str(CACHE / "keys/id_ed25519"), "-o", "ConnectTimeout=15",
                 "-o", "BatchMode=yes", "-o", "LogLevel=ERROR", "-p", str(self.port)]
        if not plain:
            words += ["-o", "ControlMaster=auto", "-o", f"ControlPath={self.folder}/ctl", "-o", "ControlPersist=600",
                      "-o", "ServerAliveInterval=15"]
        return words + ["root@127.0.0.1"]

    def sh(self, script, stdin=None, plain=False, timeout=300, check=True):
        """Standard output of a script run as root; its own standard input may be given."""
        return subprocess.run(self._ssh(plain) + [script], input=stdin if stdin is not None else "", text=True,
                              stdout=subprocess.PIPE, timeout=timeout, check=check, errors="replace").stdout

    def begin(self, script):
        """A script that runs beside us, over a login of its own."""
        return subprocess.Popen(self._ssh(True) + [script], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)

    def _hang_up(self):
        if self.port:
            subprocess.run(self._ssh(False)[:-1] + ["-O", "exit", "root@127.0.0.1"], capture_output=True)
        (self.folder / "ctl").unlink(missing_ok=True)

    # --- to change it

    def environment(self, laptop="laptop"):
        return dict(os.environ, INITSCOPE_DATA_DIR=str(self.folder / laptop))

    def words(self, action, *more):
        return [INITSCOPE, "tune", action, f"root@127.0.0.1:{self.port}", *more,
                "--identity", str(CACHE / "keys/id_ed25519"), "--known-hosts", str(self.folder / "known")]

    def tune(self, action, *more, laptop="laptop"):
        """(exit status, standard output, standard error) of one verb."""
        done = subprocess.run(self.words(action, *more), env=self.environment(laptop), capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, errors="replace", timeout=600)
        return done.returncode, done.stdout, done.stderr

    def begin_tune(self, action, *more, laptop="laptop"):
        return subprocess.Popen(self.words(action, *more), env=self.environment(laptop), stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)

    def plan(self, *words, laptop="laptop"):
        """Name of a plan; a plan that is refused is an error here."""
        exit_status, out, err = self.tune("plan", *words, laptop=laptop)
        if exit_status != 0:
            raise RuntimeError(f"not planned: {words}: {out}{err}")
        return out.split()[-1]


LEFTOVERS = ("ls -d /etc/.initscope /run/initscope /etc/systemd/system/initscope* /etc/systemd/system/*/initscope* "
             "/etc/sysctl.d/.*initscope* /etc/systemd/system/.initscope* /run/systemd/system/*.d/*initscope* 2>/dev/null; "
             "systemctl list-units --all --plain --no-legend 'initscope*' | grep -v ' loaded inactive dead'; true")


def leftovers(machine):
    """What InitScope left on a host, one path or unit a line; nothing where all is tidy. Of a unit whose file is gone systemd
    keeps the name in memory until its next reload: that is none."""
    return machine.sh(LEFTOVERS).split("\n")[:-1]
