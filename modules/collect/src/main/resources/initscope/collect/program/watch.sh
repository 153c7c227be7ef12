# InitScope watches one start of a unit from outside, many times a second. It reads only: it writes nothing and changes nothing. SIGUSR1 ends
# it early; it is heard from the first line that this program says.
# $1: nonce, $2: unit, $3: pause between two looks as sleep takes it, $4: seconds at most.
END=
trap 'END=1' USR1
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
N=$1
UNIT=$2
PAUSE=$3
MOST=$4
U=0
u() { read -r U _ </proc/uptime; }
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
e() { r=$?; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
# A fact inside of a block: the line feed before the nonce belongs to the frame.
k() { printf '\n%s k %s %s\n' "$N" "$1" "$2"; }

# CLOCK_MONOTONIC in nanoseconds, where this login may read it; else hundredths of a second since boot, with a u before them.
timer=1
now() {
  if [ -n "$timer" ]; then
    T=
    { read -r _; read -r _; read -r _ _ T _; } 2>/dev/null </proc/timer_list
    case $T in '' | *[!0-9]*) timer= ;; esac
  fi
  [ -n "$timer" ] || { u; T=u$U; }
}

ask='-p MainPID -p ControlPID -p ActiveState -p SubState -p Result -p ControlGroup -p NRestarts'
STATE=
BEGUN=
MAIN=0
GROUP=
# What systemd says. It takes longer than a look, so it is asked now and then.
systemd() {
  now; printf 'p %s\n' "$T"
  S=$(systemctl show --no-pager $ask -- "$UNIT" 2>/dev/null)
  now; printf '%s\nq %s\n' "$S" "$T"
  a=; s=; was=$MAIN
  while IFS='=' read -r key value; do
    case $key in
      MainPID) MAIN=$value ;;
      ActiveState) a=$value ;;
      SubState) s=$value ;;
      ControlGroup) [ -z "$value" ] || group "$value" ;;
    esac
  done <<HERE
$S
HERE
  case $OLD in *" $MAIN "*) MAIN=0 ;; esac
  case $a in activating) [ -n "$BEGUN" ] || { BEGUN=1; k begun 1; } ;; esac
  [ "$a $s" = "$STATE" ] || { STATE="$a $s"; k state "$STATE"; }
  [ "$MAIN" = "$was" ] || [ "$MAIN" = 0 ] || k main "$MAIN"
}

# Where the kernel lists the unit's processes and counts its throttling: one tree, or one for systemd and one for the CPU.
group() {
  [ "$1" != "$GROUP" ] || return
  GROUP=$1
  PROCS=; CPU=
  for d in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
    [ -e "$d/cgroup.procs" ] && { PROCS=$d$GROUP/cgroup.procs; [ ! -e "$PROCS" ] || break; }
  done
  for d in /sys/fs/cgroup /sys/fs/cgroup/cpu /sys/fs/cgroup/cpu,cpuacct; do
    [ ! -e "$d$GROUP/cpu.stat" ] || { CPU=$d$GROUP/cpu.stat; break; }
  done
}

# Processes of the unit that were not there before, three at most.
processes() {
  before=$PIDS
  PIDS=; n=0
  [ -z "$PROCS" ] || [ ! -e "$PROCS" ] || while read -r p && [ $n -lt 3 ]; do
    case $OLD in *" $p "*) continue ;; esac
    PIDS="$PIDS $p"
    n=$((n + 1))
  done 2>/dev/null <"$PROCS"
  [ "$MAIN" = 0 ] || case "$PIDS " in *" $MAIN "*) ;; *) [ ! -d "/proc/$MAIN" ] || PIDS="$PIDS $MAIN" ;; esac
}

PORT=
SEEN=
ACCEPTED=
# Whether the main process listens by now, and whether it has taken a connection.
sockets() {
  case $L in *socket:*) ;; *) return ;; esac
  if [ -z "$PORT" ]; then want=' 0A [0-9A-F]+:'; else want=":$PORT [0-9A-F]+:[0-9A-F]+ 01 "; fi
  F=$(grep -aHE "$want| 00010000 000[0-9] " "$M/net/tcp" "$M/net/tcp6" "$M/net/unix" 2>/dev/null)
  while read -r file slot local remote state more; do
    case $file in
      */net/unix:*)
        set -- $slot $local $remote $state $more
        i=$6
        case $L in *"socket:[$i]"*) printf '%s %s\n' "$file" "$slot $local $remote $state $more"; [ -n "$SEEN" ] || { SEEN=1; k listen unix; } ;; esac
        ;;
      */net/tcp*)
        set -- $slot $local $remote $state $more
        # with a blank before the number of the slot there is one word more
        case $1 in *:) shift ;; esac
        i=$9
        case $L in *"socket:[$i]"*) ;; *) continue ;; esac
        printf '%s %s\n' "$file" "$*"
        case $3 in
          0A) PORT=${1##*:}; SEEN=1; k listen "$PORT" ;;
          01) [ -n "$ACCEPTED" ] || { ACCEPTED=1; k accepted "$PORT"; } ;;
        esac
        ;;
    esac
  done <<HERE
$F
HERE
}

look() {
  now; printf 's %s\n' "$T"
  BEGAN=$T
  processes
  if [ -n "$PIDS" ]; then
    F=
    M=$MAIN
    for p in $PIDS; do
      F="$F $p/stat $p/io $p/schedstat $p/status $p/wchan $p/syscall"
      [ "$MAIN" != 0 ] || M=$p
    done
    # of the status only the switches between processes, which begin with a small letter
    [ $((count % 5)) != 0 ] || F="$F $PRESSURE"
    grep -aH '^[^A-Z]' $F 2>/dev/null
    # where a look costs much, its dearest part comes more seldom
    if [ $((count % EVERY)) = 0 ]; then
      L=$($LS "$M/fd" 2>/dev/null)
      printf 'f %s\n%s\n' "$M" "$L"
      sockets
    fi
  fi
  [ -z "$CPU" ] || [ $((count % 5)) != 0 ] || while read -r key value _; do
    case $key in nr_throttled | throttled_*) printf 'c %s %s\n' "$key" "$value" ;; esac
  done 2>/dev/null <"$CPU"
  now; printf 't %s\n' "$T"
}

# Half of the time at most goes into looks: on a slow host they come more seldom.
rest() {
  NEXT=$PAUSE
  EVERY=1
  [ -n "$timer" ] || return
  d=$(((T - BEGAN) / 1000000))
  [ $d -gt 50 ] || return
  r=$((d % 1000 + 1000))
  NEXT=$((d / 1000)).${r#1}
  [ $d -lt 150 ] || EVERY=3
}

SELDOM=50
EVERY=1
watch() {
  u; from=${U%%.*}
  asked=0; count=0; PIDS=
  while [ -z "$END" ]; do
    u
    [ $((${U%%.*} - from)) -lt "$MOST" ] || break
    h=${U#*.}; h=$((${U%%.*} * 100 + ${h#0}))
    look
    rest
    # a new process is asked for at once, the rest twice a second
    if { [ "$PIDS" != "$before" ] && [ $((h - asked)) -ge 15 ]; } || [ $((h - asked)) -ge $SELDOM ]; then
      systemd
      u; asked=${U#*.}; asked=$((${U%%.*} * 100 + ${asked#0}))
      # a tenth of the time at most
      SELDOM=$(((asked - h) * 10))
      [ $SELDOM -ge 50 ] || SELDOM=50
    fi
    count=$((count + 1))
    # a block is ended now and then: what is in a finished one is safe
    [ $((count % 40)) != 0 ] || { e; b start.watch; }
    sleep "$NEXT"
  done
}

main() {
  cd /proc || return
  LS='ls -ln'
  ls -db / >/dev/null 2>&1 && LS='ls -lnb'
  PRESSURE=
  [ ! -r pressure/io ] || PRESSURE='pressure/cpu pressure/io pressure/memory'
  printf '%s k begin 1\n' "$N"
  b start.before
  S=$(systemctl show --no-pager -- "$UNIT")
  r=$?
  printf '%s\n' "$S"
  (exit $r); e
  OLD=' '; PROCS=; CPU=; GROUP=; slice=; exe=
  while IFS='=' read -r key value; do
    case $key in
      ControlGroup) [ -z "$value" ] || group "$value" ;;
      Slice) slice=$value ;;
      Type) printf '%s k type %s\n' "$N" "$value" ;;
      ExecStart) exe=${value#*path=}; exe=${exe%% ;*} ;;
      MainPID) [ "$value" = 0 ] || OLD="$OLD$value " ;;
    esac
  done <<HERE
$S
HERE
  # a unit that does not run has no group yet, but its place is known
  case $GROUP$slice in system.slice) group "/system.slice/$UNIT" ;; esac
  [ -z "$PROCS" ] || [ ! -e "$PROCS" ] || while read -r p; do OLD="$OLD$p "; done <"$PROCS"
  # how much of the program is in memory already
  b start.cache
  [ -z "$exe" ] || fincore -bnro RES,SIZE "$exe" 2>/dev/null
  e
  sleep "$PAUSE" 2>/dev/null || PAUSE=1
  b start.watch
  k armed 1
  watch
  e
  printf '%s k looks %s\n' "$N" "$count"
  b start.cost; times; e
  printf '%s k end 1\n' "$N"
}
main </dev/null
