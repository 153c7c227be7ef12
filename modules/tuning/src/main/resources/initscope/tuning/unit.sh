# InitScope reads what the start of a unit depends on: its files, its mounts, its program, its cgroup. Reads only, each answer bounded.
# INITSCOPE_ROOT is the root of a rehearsed host. Arguments: NONCE UNIT.
# Each answer follows a line "NONCE NAME". The line "NONCE end" is the last.
main() {
  umask 077; LC_ALL=C; export LC_ALL; set -f
  R=${INITSCOPE_ROOT-}; [ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
  nonce=$1; unit=$2
  s() { printf '\n%s %s\n' "$nonce" "$1"; }
  s kernel; cat "$R/proc/sys/kernel/osrelease"
  s cmdline; head -c 4096 "$R/proc/cmdline"
  s systemd; systemctl --version | head -n 1
  s show; systemctl show --no-pager -- "$unit" | head -c 524288
  s cat; systemctl cat --no-pager -- "$unit" | head -c 524288
  s mountinfo; head -c 1048576 "$R/proc/self/mountinfo"
  s fstab; head -c 262144 "$R/etc/fstab"
  s cycles; { timeout 10 journalctl -b -q --no-pager -o cat _PID=1; timeout 20 systemd-analyze --man=no verify -- "$unit" 2>&1; } |
    grep -aF -e 'ordering cycle' -e 'Found dependency on' | tail -n 80 | head -c 16384
  needs; settings; user
  pid=$(property MainPID); case $pid in 0|''|*[!0-9]*) pid=;; esac
  program; group; pressure
  s end
} 2>/dev/null

property() { v=$(systemctl show --no-pager -p "$1" -- "$unit" | head -n 1); printf "%s\n" "${v#*=}"; }
needs() { # of what this unit is bound to: does it stay active?
  list=; n=0
  for w in $(systemctl show --no-pager -p Requires -p Requisite -p BindsTo -- "$unit" | head -c 65536); do
    w=${w#*=}; case $w in *.service) n=$((n + 1)); [ $n -gt 40 ] || list="$list $w";; esac
  done
  s needs; [ -z "$list" ] || systemctl show --no-pager -p Id -p Type -p RemainAfterExit -p LoadState -p TriggeredBy -- $list | head -c 65536
}
settings() { # variables of the Go runtime only: others may be secrets
  systemctl show --no-pager -p EnvironmentFiles -- "$unit" | head -n 20 | while IFS= read -r l; do
    f=${l#EnvironmentFiles=}; f=${f%% (*}
    case $l in */*ignore_errors=no*) [ -e "$R$f" ] || s "missing $f";; esac
    case $f in /*) s "envfile $f"; grep -anE '^[[:space:]]*(GODEBUG|GOMAXPROCS|GOMEMLIMIT|GOGC)=' "$R$f" | head -c 4096;; esac
  done
}
user() { # is it of this host, or of a directory service?
  u=$(property User); case $u in ''|[0-9]*) return 0;; esac
  [ -r "$R/etc/passwd" ] || return 0
  s user; if cut -d: -f1 "$R/etc/passwd" | grep -Fxq -e "$u"; then echo local; else echo other; fi
}
program() {
  e=; [ -z "$pid" ] || e=/proc/$pid/exe
  if [ -z "$e" ] || [ ! -r "$R$e" ]; then e=$(property ExecStart); e=${e#*path=}; e=${e%% ;*}; fi
  s program; case $pid in '') printf "%s\n" "$e";; *) readlink "$R/proc/$pid/exe";; esac
  [ -f "$R$e" ] && [ -r "$R$e" ] || return 0
  s head; head -c 64 "$R$e" | head -n 1 | tr -cd '[:print:]'
  s notify; if head -c 268435456 "$R$e" | grep -qa -e NOTIFY_SOCKET -e libsystemd; then echo yes; else echo no; fi
  s buildinfo
  for o in $(head -c 268435456 "$R$e" | grep -abo "$(printf '\377 Go buildinf:')" | head -n 8 | tr -c '0-9\n' ' '); do
    [ $((o % 16)) != 0 ] || tail -c "+$((o + 33))" "$R$e" | head -c 65536 | tr -c '[:print:]\n' '?' | grep -a -e '^.\{0,3\}go1\.' -e DefaultGODEBUG= | head -c 4096
  done
}
walk() { # BASE GROUP FILE...: of a cgroup and of those above it
  b=$1; g=${2%/}; shift 2; n=0
  while :; do
    for f in "$@"; do if [ -r "$R$b$g/$f" ]; then s "group $b$g/$f"; head -c 4096 "$R$b$g/$f"; fi; done
    n=$((n + 1)); [ -n "$g" ] && [ $n -lt 16 ] || break
    g=${g%/*}
  done
}
group() {
  t=$(stat -fc %T "$R/sys/fs/cgroup")
  s cgroup-fs; echo "$t"
  s online; head -c 4096 "$R/sys/devices/system/cpu/online"
  of=$(property ControlGroup); cpu=$of; memory=$of; two=$of; controls=; ours=
  if [ -n "$pid" ]; then
    s cgroup-of; head -c 8192 "$R/proc/$pid/cgroup"
    s status; grep -a '^Cpus_allowed_list' "$R/proc/$pid/status"
    s environ; tr '\0' '\n' <"$R/proc/$pid/environ" | grep -aE '^(GODEBUG|GOMAXPROCS|GOMEMLIMIT|GOGC)=' | head -c 4096
    while IFS=: read -r i names path; do
      case $i,$names, in *,cpu,*) cpu=$path;; *,memory,*) memory=$path;; 0,,) two=$path;; esac
    done <"$R/proc/$pid/cgroup"
  fi
  [ -n "$cpu$two" ] || return 0
  case $t in cgroup2fs) b=/sys/fs/cgroup;; *) b=/sys/fs/cgroup/unified;; esac
  walk $b "$two" cgroup.controllers cpu.max cpu.stat memory.max memory.high memory.current cpu.pressure
  [ "$t" != cgroup2fs ] || return 0
  walk /sys/fs/cgroup/cpu "$cpu" cpu.cfs_quota_us cpu.cfs_period_us cpu.stat
  walk /sys/fs/cgroup/memory "$memory" memory.limit_in_bytes memory.usage_in_bytes
}
pressure() {
  s pressure; [ ! -d "$R/proc/pressure" ] || echo there
  for f in cpu io memory; do s "pressure $f"; head -c 4096 "$R/proc/pressure/$f"; done
}
main "$@" </dev/null
