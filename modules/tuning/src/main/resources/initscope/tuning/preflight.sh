# InitScope looks at what changes would meet: reads only. INITSCOPE_ROOT is the root of a rehearsed host.
# Arguments: NONCE PID|-, then pairs KIND TARGET. Each answer follows a line "NONCE NAME". The line "NONCE end" is the last.
main() {
  umask 077; LC_ALL=C; export LC_ALL
  R=${INITSCOPE_ROOT-}; [ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
  nonce=$1; pid=$2; shift 2
  s() { printf '\n%s %s\n' "$nonce" "$1"; }
  has() { command -v "$1" >/dev/null; }
  s uid; id -u
  s machine-id; cat "$R/etc/machine-id"
  s boot-id; cat "$R/proc/sys/kernel/random/boot_id"
  s kernel; cat "$R/proc/sys/kernel/osrelease"
  s cmdline; [ ! -e "$R/proc/cmdline" ] || cat "$R/proc/cmdline"
  s timer; if has systemd-run && { [ -n "$R" ] || [ -d /run/systemd/system ]; }; then echo systemd-run; elif has at && [ -s "$R/run/atd.pid" ]; then echo at; else echo none; fi
  s etc; if [ -d "$R/etc/.initscope" ] || { mkdir "$R/etc/.initscope" && rmdir "$R/etc/.initscope"; }; then echo writable; else echo no; fi 2>/dev/null
  s tuned; if has tuned-adm; then timeout 5 tuned-adm active 2>&1 | head -c 4096; fi
  s agents
  for f in etc/puppetlabs/puppet opt/puppetlabs etc/puppet etc/chef etc/salt/minion var/cfengine root/.ansible etc/ansible/facts.d etc/cloud/cloud.cfg; do [ ! -e "$R/$f" ] || echo "/$f"; done
  if [ "$pid" != - ]; then s netns; readlink "$R/proc/$pid/ns/net"; readlink "$R/proc/1/ns/net"; fi
  kinds=' '
  while [ $# -ge 2 ]; do
    case $kinds in *" $1 "*) ;; *) kinds="$kinds$1 "; case $1 in sysctl) sysctl_files;; mount) mount_files;; selinux) selinux_state;; ports) ports_state;; unit) unit_state;; folder) folder_state;; esac;; esac
    case $1 in sysctl|mount|boolean|module|domain|filetype|label|unit|dropin|file|cgroup|folder) "$1" "$2";; esac
    shift 2
  done
  s end
} 2>/dev/null

plain() { stat -c '%F|%a|%u|%h' "$R$1"; } # a file that we may replace
sysctl() {
  f=$R/proc/sys/$1
  [ -f "$f" ] || return 0
  s "mode $1"; stat -c %a "$f"
  s "value $1"; head -c 65536 "$f"
}
sysctl_files() {
  n=0
  for f in "$R"/etc/sysctl.d/*.conf "$R"/run/sysctl.d/*.conf "$R"/usr/local/lib/sysctl.d/*.conf "$R"/usr/lib/sysctl.d/*.conf "$R"/lib/sysctl.d/*.conf "$R"/etc/sysctl.conf; do
    [ -f "$f" ] || continue
    n=$((n + 1)); [ $n -le 200 ] || break
    s "file $(readlink -f "$f") ${f#"$R"}"; head -c 262144 "$f"
  done
  f=/etc/sysctl.d/99-zz-initscope.conf
  if [ -e "$R$f" ] || [ -L "$R$f" ]; then s own; plain "$f"; fi
  memory
}
memory() { s memory; grep '^MemAvailable' "$R/proc/meminfo"; }
file() { # whole, with what else matters before it is replaced
  s "plain $1"; if [ -e "$R$1" ] || [ -L "$R$1" ]; then plain "$1"; else echo absent; fi
  s "attributes $1"; ! has lsattr || lsattr -d "$R$1"
  s "text $1"; [ ! -f "$R$1" ] || head -c 262144 "$R$1"
}
mount_files() {
  s mountinfo; head -c 1048576 "$R/proc/self/mountinfo"
  s mnt-ns; readlink "$R/proc/self/ns/mnt"; readlink "$R/proc/1/ns/mnt"
  file /etc/fstab
}
mount() { s "mount-unit $1"; systemctl show -p FragmentPath "$(systemd-escape -p --suffix=mount "$1")"; }
selinux_state() {
  s selinux; cat "$R/sys/fs/selinux/enforce"
  type=; [ ! -r "$R/etc/selinux/config" ] || type=$(grep '^SELINUXTYPE=' "$R/etc/selinux/config"); type=${type#*=}
  s selinux-store; for d in "/var/lib/selinux/$type/active" "/etc/selinux/$type/active" "/etc/selinux/$type/modules/active"; do if [ -d "$R$d" ]; then echo "$d"; break; fi; done
  s selinux-contexts; echo "/etc/selinux/$type/contexts/files/file_contexts.local"
  s selinux-tools; for t in setsebool semanage semodule chcon restorecon; do ! has $t || echo $t; done
  memory
}
boolean() {
  s "boolean $1"; cat "$R/sys/fs/selinux/booleans/$1"
  s "lastbool $1"; for d in "$R"/var/lib/selinux/*/active "$R"/etc/selinux/*/active "$R"/etc/selinux/*/modules/active; do [ ! -r "$d/booleans.local" ] || grep "^$1=" "$d/booleans.local"; done
}
module() { s "module $1"; for d in "$R"/var/lib/selinux/*/active/modules/*/"$1" "$R"/etc/selinux/*/active/modules/*/"$1" "$R"/etc/selinux/*/modules/active/modules/"$1".pp; do [ ! -e "$d" ] || echo "${d#"$R"}"; done; }
valid() { if printf %s "$1" | tee "$R/sys/fs/selinux/context" >/dev/null; then echo yes; else echo no; fi; } # the kernel's own check, changes nothing
ports_state() { # those of the policy and ours, then ours alone; the first needs python
  s ports; ! has semanage || timeout 60 semanage port -l | head -c 262144
  s ports-local; for d in "$R"/var/lib/selinux/*/active "$R"/etc/selinux/*/active "$R"/etc/selinux/*/modules/active; do [ ! -r "$d/ports.local" ] || grep '^portcon ' "$d/ports.local" | head -c 262144; done
}
domain() { s "domain $1"; valid "system_u:system_r:$1:s0"; }
filetype() { s "filetype $1"; valid "system_u:object_r:$1:s0"; }
label() {
  s "label $1"; find "$R$1" -xdev | head -n 101 | while IFS= read -r f; do stat -c '%C|%F|%h|%n' "$f"; done
  s "fcontext $1"; t=$(grep '^SELINUXTYPE=' "$R/etc/selinux/config"); [ ! -r "$R/etc/selinux/${t#*=}/contexts/files/file_contexts.local" ] || cat "$R/etc/selinux/${t#*=}/contexts/files/file_contexts.local"
}
unit_state() {
  s systemd; systemctl --version | head -n 1
  s reload; systemctl show -p Id,NeedDaemonReload '*' | while IFS= read -r l; do case $l in Id=*) u=${l#Id=};; NeedDaemonReload=yes) echo "$u";; esac; done
}
unit() { # with its drop-ins: one that is read after ours wins
  s "unit $1"; systemctl show "$1" -p LoadState,ActiveState,DropInPaths,Environment,EnvironmentFiles,MainPID
  v=$(systemctl show -p DropInPaths "$1"); set -f
  for f in ${v#*=}; do s "conf $f"; head -c 65536 "$R$f"; done; set +f
}
dropin() { file "$1"; }
cgroup() {
  s cgroup-fs; stat -fc %T "$R/sys/fs/cgroup"
  s "cgroup $1"; systemctl show "$1" -p CPUQuotaPerSecUSec,CPUWeight,CPUShares,MemoryMax,MemoryHigh,MemoryLow,MemoryLimit,TasksMax,MemoryCurrent,LoadState,ActiveState
  s "made $1"; for d in "/run/systemd/system.control/$1.d" "/run/systemd/system/$1.d"; do for f in "$R$d"/50-*.conf; do [ ! -e "$f" ] || echo "${f#"$R"}"; done; done
  g=$(systemctl show -p ControlGroup "$1"); g=${g#*=}
  s "kernel $1"; for f in "/sys/fs/cgroup$g" "/sys/fs/cgroup/cpu$g" "/sys/fs/cgroup/memory$g"; do
    for n in cpu.max cpu.weight memory.max memory.high memory.low memory.current pids.max cpu.cfs_quota_us cpu.cfs_period_us cpu.shares memory.limit_in_bytes memory.usage_in_bytes; do
      [ -z "$g" ] || [ ! -r "$R$f/$n" ] || echo "$f/$n $(cat "$R$f/$n")"
    done
  done
}
folder() {
  s "folder $1"; [ ! -d "$R$1" ] || echo yes
  s "libraries $1"; for f in "$R$1"/lib*.so*; do [ ! -f "$f" ] || echo "${f##*/}"; done | head -c 65536
}
folder_state() { s ldcache; ldconfig -p | head -c 1048576; }
main "$@" </dev/null
