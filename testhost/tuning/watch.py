"""What happens on a host while a change is made, told from the inside as it happens."""
import queue
import threading
import time

# One line for each change: uptime | names in the record | the files of ours in /etc | the values
SCRIPT = r"""
exec 2>/dev/null
shopt -s nullglob
exec 3<> <(:)
hold() { read -r p s </run/initscope.holder; echo "$p"; }
old=
while :; do
  new=
  for d in /etc/.initscope/tx.new /etc/.initscope/tx /run/initscope/tx.new /run/initscope/tx; do
    for f in $d/state-* $d/*.begin $d/*.after; do new="$new ${f##*/}"; done
    if [ -d $d ]; then new="$new ${d##*/}"; fi
  done
  new="$new |"
  for f in /etc/sysctl.d/*initscope* /etc/sysctl.d/.*initscope* /etc/systemd/system/sysinit.target.wants/initscope*; do new="$new ${f##*/}"; done
  new="$new |"
  for k in KEYS; do read -r v </proc/sys/$k; new="$new $v"; done
  if [ "$new" != "$old" ]; then
    read -r up x </proc/uptime
    dl=-; read -r dl </etc/.initscope/tx/deadline || read -r dl </run/initscope/tx/deadline
    who=$(cat /proc/$(hold)/attr/current | tr -d '\0')
    echo "$up $dl ${who:--} |$new"
    old=$new
  fi
  read -t 0.04 -u 3
done
"""


class Moment:
    def __init__(self, line):
        head, record, files, values = line.split("|")
        up, deadline, self.domain = head.split(None, 2)
        self.uptime = float(up)
        self.deadline = None if deadline == "-" else float(deadline)
        self.domain = self.domain.strip()
        self.record = record.split()
        self.files = files.split()
        self.values = values.split()

    @property
    def state(self):
        return next((w[6:] for w in self.record if w.startswith("state-")), "NONE")

    def has(self, mark):
        return mark in self.record or mark in self.files


class Watch:
    def __init__(self, machine, keys):
        self.moments = []
        self._new = queue.Queue()
        self._process = machine.begin("exec bash -c '" + SCRIPT.replace("KEYS", " ".join(keys)).replace("'", "'\\''") + "'")
        threading.Thread(target=self._read, daemon=True).start()
        self.until(lambda m: True, 60)

    def _read(self):
        for line in self._process.stdout:
            if line.count("|") == 3:
                self._new.put(Moment(line))

    def until(self, wanted, seconds):
        """The first moment from now on that is as wanted; None where there was none in time."""
        end = time.monotonic() + seconds
        while True:
            try:
                moment = self._new.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                return None
            self.moments.append(moment)
            if wanted(moment):
                return moment

    def drain(self):
        while not self._new.empty():
            self.moments.append(self._new.get())
        return self.moments[-1]

    def close(self):
        self._process.kill()
        self._process.wait()
