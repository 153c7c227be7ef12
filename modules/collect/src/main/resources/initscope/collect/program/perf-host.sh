# What perf can give on this host. It reads, and has perf count for one short command; nothing is left behind. $1: nonce.
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
HOME=/nonexistent; export HOME
N=$1
U=0
u() { read -r U _ </proc/uptime; }
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
e() { r=$?; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }
# The first line of a file, where it can be read. Numbers under /proc/sys are there for the first read alone, and dash reads byte by byte.
f() {
  x=$(cat "$2" 2>/dev/null) && k "$1" "${x%%
*}"
}

rights() {
  while read -r a v _; do
    case $a in Uid:) k uid "$v" ;; CapEff:) k caps "$v" ;; esac
  done </proc/$$/status
  f userns /proc/self/uid_map
  f kernel /proc/sys/kernel/osrelease
  f paranoid /proc/sys/kernel/perf_event_paranoid
  f kptr /proc/sys/kernel/kptr_restrict
  f schedstats /proc/sys/kernel/sched_schedstats
  f lockdown /sys/kernel/security/lockdown
}

container() {
  f container /run/systemd/container && return
  [ -e /run/.containerenv ] && k container podman
  while IFS= read -r l; do
    case $l in *docker* | *kubepods* | *libpod* | *lxc*) k container "${l##*:}"; return ;; esac
  done 2>/dev/null </proc/1/cgroup
}

# Which tracepoints of the scheduler the kernel tells of, and where. A folder that this login may not enter is mounted all the same.
events() {
  while read -r _ at type _; do
    case $type in tracefs | debugfs) k "$type" "$at"; d=1 ;; esac
  done </proc/mounts
  for t in /sys/kernel/tracing /sys/kernel/debug/tracing; do
    [ -r "$t/events/sched/sched_switch/id" ] || continue
    names=
    for i in "$t"/events/sched/*/id; do
      i=${i%/id}
      names="$names ${i##*/}"
    done
    k sched "$names"
    return
  done
}

# Old ones of perf mount debugfs where it is not, whatever they are asked: those are not run then.
may_run() {
  read -r x </proc/sys/kernel/osrelease
  case $x in 2.* | 3.* | 4.0.*) [ -n "$d" ] ;; esac
}

asks() {
  v=$(perf version 2>/dev/null) || return
  k perf "${v#perf version }"
  b record; perf record -h 2>&1; e
  b script; perf script -h 2>&1; e
  # With a command to run, perf counts for that command alone.
  b stat; perf stat -x, -e cycles -e cpu-clock -- true 2>&1; e
  b clockid; perf record -k mono -e cpu-clock -o /dev/null -- true 2>&1; e
}

main() {
  d=
  rights
  container
  events
  for c in gzip zstd timeout nice mktemp; do
    command -v "$c" >/dev/null 2>&1 && k "tool.$c" 1
  done
  for p in /proc/sched_debug /sys/kernel/debug/sched/debug; do
    [ -r "$p" ] && k scheddebug "$p"
  done
  left=
  for p in /run/initscope-perf.* /dev/shm/initscope-perf.* /var/tmp/initscope-perf.* /tmp/initscope-perf.*; do
    case ${p##*/initscope-perf.} in *[!A-Za-z0-9.]*) continue ;; esac
    # One that is younger may be at work.
    [ -d "$p" ] && [ -n "$(find "$p" -maxdepth 0 -mmin +5 2>/dev/null)" ] && left="$left $p"
  done
  k left "$left"
  cd /
  if may_run; then asks; else k held 1; fi
  k end 1
}
main </dev/null
