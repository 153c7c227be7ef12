# InitScope reads what this host says about one process. It writes nothing and changes nothing.
# $1: nonce, $2: process number, unit or path.
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
N=$1
U=0
u() { read -r U _ </proc/uptime; }
# Begin a block, on both streams, so that errors find their block.
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
# End it with the exit status of what ran before; the line feed before the nonce belongs to the frame.
e() { r=$?; [ -n "$1" ] && r=$1; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
# A fact: key and value.
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }
# Hundredths of a second since boot.
h() { u; c=${U#*.}; H=$((${U%%.*} * 100 + ${c#0})); }
lf='
'
limit=
command -v timeout >/dev/null 2>&1 && timeout 1 true 2>/dev/null && limit='timeout 10'

find_uid() {
  while read -r a v _; do
    case $a in Uid:) k uid "$v"; return ;; esac
  done </proc/$$/status
}

# The unit a process belongs to, from its cgroup.
find_unit() {
  while IFS= read -r l; do
    case $l in
      *user@*) ;;
      0::*.service* | *:name=systemd:*.service*)
        g=${l%.service*}.service
        unit=${g##*/}
        return ;;
    esac
  done <cgroup
}

show_unit() {
  b unit.show
  S=$(systemctl show --no-pager -- "$unit")
  r=$?
  [ -n "$S" ] && printf '%s\n' "$S"
  e "$r"
  S=$lf$S$lf
}

main_pid() {
  for key in MainPID ControlPID; do
    x=${S#*"$lf$key="}
    if [ "$x" != "$S" ]; then
      pid=${x%%"$lf"*}
      [ "$pid" != 0 ] && return
    fi
  done
  pid=
}

# Processes that run an executable: the same file first, else the same path, replaced since.
find_exe() {
  for d in /proc/[0-9]*; do
    [ "$d/exe" -ef "$exe" ] && found="$found ${d#/proc/}"
  done
  if [ -z "$found" ]; then
    for d in /proc/[0-9]*; do
      l=$(readlink "$d/exe" 2>/dev/null)
      case $l in "$exe" | "$exe (deleted)") found="$found ${d#/proc/}" ;; esac
    done
  fi
  k found "$found"
  set -- $found
  [ $# -eq 1 ] && pid=$1
}

links() {
  if find /dev/null -maxdepth 0 -printf '' 2>/dev/null; then
    find @LINKS@ -maxdepth 1 -type l -printf '%p\0%l\0'
  else
    for f in @LINKGLOBS@; do
      printf '%s\0' "$f"
      readlink -n "$f"
      printf '\0'
    done
  fi
}

# When each thread last ran, by the clock of its CPU.
ran() { grep -aH '^se[.]exec_start' task/*/sched; }

# Whether a CPU is one of those that this shell may run on.
may_use() {
  o=$IFS; IFS=,; set -- "$1" $cpus; IFS=$o
  c=$1; shift
  for r in "$@"; do
    [ "$c" -ge "${r%-*}" ] && [ "$c" -le "${r#*-}" ] && return 0
  done
  return 1
}

# The same, and what these clocks show now: a reader is bound to each CPU for a moment, to eight at most, the first thread's first. Not where
# some are kept free of others' work, and not where a program of real time may keep a CPU for itself.
last_runs() {
  iso=; full=; rt=-1; cpus=
  read -r iso </sys/devices/system/cpu/isolated
  read -r full </sys/devices/system/cpu/nohz_full
  read -r rt </proc/sys/kernel/sched_rt_runtime_us
  case $rt in -*) rt=-1 ;; esac # dash has the first byte alone: it reads one after the other, and the kernel answers once
  case $iso$full in *[0-9]*) rt=-1 ;; esac
  while read -r a v _; do
    case $a in Cpus_allowed_list:) cpus=$v ;; esac
  done </proc/$$/status
  seen=; n=0
  for f in "task/$pid/stat" task/*/stat; do
    [ "$rt" != -1 ] && read -r l <"$f" || continue
    set -- ${l##*) }
    c=${37}
    case " $seen " in *" $c "*) continue ;; esac
    seen="$seen $c"
    n=$((n + 1))
    [ "$n" -gt 8 ] && break
    may_use "$c" && l=$(taskset -c "$c" grep -a '^se[.]exec_start' /proc/self/sched) &&
      printf 'cpu %s %s\n' "$c" "$l"
  done
  ran
}

in_process() {
  cd "/proc/$pid" 2>/dev/null || return
  k pid "$pid"
  # Whoever reads maps or cmdline of a process waits while its memory lock is held; find out in the background.
  cat maps >/dev/null 2>&1 &
  probe=$!
  @PROCESS@
  @TASK@
  h; first=$H
  @FDINFO@
}

in_memory() {
  cd "/proc/$pid" 2>/dev/null || return
  st=Z
  read -r _ _ st _ 2>/dev/null <"/proc/$probe/stat"
  if [ "$st" = D ]; then
    sleep 1
    st=Z
    read -r _ _ st _ 2>/dev/null <"/proc/$probe/stat"
    if [ "$st" = D ]; then
      k locked 1
      kill -9 "$probe" 2>/dev/null
      return
    fi
  fi
  @MEMORY@
}

second_sample() {
  [ -n "$pid" ] && cd "/proc/$pid" 2>/dev/null || return
  h
  d=$((first + 27 - H))
  if [ "$d" -gt 0 ]; then
    [ "$d" -lt 10 ] && d=0$d
    sleep "0.$d" 2>/dev/null || sleep 1
  fi
  @SAMPLE@
}

main() {
  k begin 1
  find_uid
  pid=; unit=; exe=; found=; S=
  @TARGET@
  probe=; first=0
  if [ -n "$pid" ]; then
    in_process
    [ -z "$unit" ] && [ -r cgroup ] && find_unit
    in_memory
  fi
  cd /
  @HOST@
  if [ -n "$unit" ]; then
    k unit "$unit"
    @UNIT@
  fi
  second_sample
  cd /
  k end 1
}
main "$2" </dev/null
