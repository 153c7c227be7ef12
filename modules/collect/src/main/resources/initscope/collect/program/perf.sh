# Has the kernel sample a process, or tell what the scheduler does with its threads, for some seconds. The process runs on. What perf
# writes lies in a folder of its own that is gone at the end, however it comes. SIGUSR1 ends the recording early: what there is is told,
# without header and build ids. It is heard from the first line that this program says.
# $1: nonce, $2: process number, $3: seconds, $4: event to sample or nothing, $5: samples a second, $6: how stacks are followed or nothing,
# $7: fields of a sample, $8: events of the scheduler or nothing, $9: clock or nothing, ${10}: largest file in KiB, ${11}: what perf knows.
EARLY=
NAP=
D=
# A signal is heard while a shell waits, not while it runs a program.
early() {
  EARLY=1
  [ -z "$NAP" ] || kill "$NAP" 2>/dev/null
  [ -z "$D" ] || ends INT
}
trap early USR1
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
N=$1
P=$2
S=$3
EVENT=$4
HERTZ=$5
GRAPH=$6
FIELDS=$7
SCHED=$8
CLOCK=$9
shift 9
CAP=$1
KNOWS=" $2 "
umask 077
unset DEBUGINFOD_URLS PERF_BUILDID_DIR PERF_CONFIG PERF_EXEC_PATH
U=0
u() { read -r U _ </proc/uptime; }
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
e() { r=$?; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }
knows() { case $KNOWS in *" $1 "*) return 0 ;; esac; return 1; }
fact() { printf '%s=%s\n' "$1" "$2" >>"$D/facts"; }

# A folder of our own with room for what perf may write: in memory where there is plenty of it.
place() {
  need=$((CAP + 16384))
  [ -n "$EVENT" ] && [ -n "$SCHED" ] && need=$((need + CAP))
  memory=0
  while read -r a v _; do
    case $a in MemAvailable:) memory=$v ;; esac
  done </proc/meminfo
  for d in /dev/shm /run /var/tmp /tmp; do
    [ -d "$d" ] && [ -w "$d" ] || continue
    case $d in /dev/shm | /run) [ "$memory" -ge $((need * 4)) ] || continue ;; esac
    df -Pk "$d" 2>/dev/null | {
      read -r _
      read -r _ _ _ free _ && [ "$free" -ge "$need" ]
    } || continue
    D=$(mktemp -d "$d/initscope-perf.$P.XXXXXXXX") && return 0
  done
  D=
  echo "perf: no room for $need KiB in /dev/shm, /run, /var/tmp, /tmp" >&2
  return 1
}

# Ends perf with a signal. Runs also in a trap, so that its names are its own.
ends() {
  for one in cpu sched; do
    of=
    read -r of 2>/dev/null <"$D/$one.pid"
    [ -n "$of" ] && [ ! -e "$D/$one.rc" ] && grep -qaF "$D/" "/proc/$of/cmdline" 2>/dev/null && kill "-$1" "$of" 2>/dev/null
  done
}

# Outlives this program by three seconds at most: where it was killed, perf ends and the folder goes.
guard() {
  trap '' HUP INT TERM
  i=0
  while kill -0 "$1" 2>/dev/null && [ $i -lt $((S + 200)) ]; do
    sleep 1
    i=$((i + 1))
  done
  ends INT
  [ -d "$D" ] && sleep 1 && ends KILL
  rm -rf "$D"
}

leave() {
  [ -n "$D" ] || return
  ends INT
  rm -rf "$D"
}

# A second, or less where it is to end early.
nap() {
  if [ -n "$EARLY" ]; then
    sleep 0.1 2>/dev/null || sleep 1
    return
  fi
  sleep 1 >/dev/null 2>&1 &
  NAP=$!
  if [ -n "$EARLY" ]; then kill "$NAP"; else wait "$NAP"; fi 2>/dev/null
  NAP=
}

# Records until the seconds are over.
record() {
  n=$1
  shift
  set -- -N -m 128 -o "$D/$n.data" "$@"
  [ -n "$CLOCK" ] && set -- -k "$CLOCK" "$@"
  knows max-size && set -- "--max-size=${CAP}K" "$@"
  fact "args.$n" "$*"
  {
    $limit $nice perf record "$@" -- sleep "$S" >"$D/$n.out" 2>&1 &
    echo $! >"$D/$n.pid"
    wait $!
    echo $? >"$D/$n.rc"
  } &
  recorders="$recorders $!"
}

record_cpu() {
  set -- -R -T -e "$EVENT" -F "$HERTZ" -p "$P"
  [ -n "$GRAPH" ] && set -- "$@" "--call-graph=$GRAPH"
  record cpu "$@"
}

# The names of the threads, of which a filter can be made. Others than plain words, or many, are not filtered by.
names() {
  comms=
  for f in "/proc/$P/task"/*/comm; do
    c=
    read -r c 2>/dev/null <"$f" || continue
    case $c in '' | *[!A-Za-z0-9._/:+@-]*) comms=; return ;; esac
    case " $comms " in *" $c "*) ;; *) comms="$comms $c" ;; esac
  done
  set -- $comms
  [ $# -le 8 ] || comms=
}

filter() {
  F=
  for field in "$@"; do
    for c in $comms; do
      F="$F${F:+ || }$field == \"$c\""
    done
  done
}

record_sched() {
  names
  fact filter "${comms:-none}"
  set -- -a
  for event in $SCHED; do
    set -- "$@" -e "sched:$event"
    case $event in
      sched_switch) filter prev_comm next_comm ;;
      sched_process_fork) filter parent_comm child_comm ;;
      sched_process_exec) F= ;;
      *) filter comm ;;
    esac
    [ -n "$F" ] && set -- "$@" --filter "$F"
  done
  record sched "$@"
}

# Waits for them, and ends one that has written enough.
await() {
  t=0
  for n in $runs; do
    while [ ! -e "$D/$n.rc" ] && [ $t -lt $((S + 10)) ]; do
      [ -n "$EARLY" ] && ends INT # again: one that has just begun does not listen yet
      nap
      t=$((t + 1))
      for m in $runs; do
        [ ! -e "$D/$m.rc" ] && [ -f "$D/$m.data" ] && [ "$(wc -c <"$D/$m.data")" -gt $((CAP * 1024)) ] && {
          fact "full.$m" 1
          kill -INT "$(cat "$D/$m.pid")" 2>/dev/null
        }
      done
    done
  done
  ends INT
  # Only for these, not for a nap that was cut short; once more where a signal comes meanwhile.
  for j in $recorders; do
    wait "$j" || wait "$j"
  done 2>/dev/null
}

stamp() { u; fact "$1" "$U $(date +%s.%N)"; }

# The kernel's own reading of both clocks at one moment: CLOCK_MONOTONIC and the one perf stamps with.
clocks() {
  [ -z "$CLOCK" ] || return
  for f in /proc/sched_debug /sys/kernel/debug/sched/debug; do
    [ -r "$f" ] && head -n 8 "$f" 2>/dev/null
  done | while read -r a _ v; do
    case $a in ktime) kt=$v ;; cpu_clk) fact "clocks.$1" "$kt $v"; break ;; esac
  done
}

# Where it does not tell: perf samples a shell that reads the time, works for a while, and reads it again.
marks() {
  [ -z "$CLOCK" ] && [ -z "$(sed -n '/^clocks[.]/p' "$D/facts")" ] || return
  $limit perf record -N -o "$D/mark.data" -e cpu-clock -c 200000 -- /bin/sh -c \
    'read -r a _ </proc/uptime; i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; read -r b _ </proc/uptime; echo "$a $b"' \
    >"$D/mark" 2>/dev/null
  m=$($slow perf script -i "$D/mark.data" --fields time 2>/dev/null | sed -n '1p;$p')
  fact marks "$(cat "$D/mark") $(echo $m)"
}

# Milliseconds of CPU that children have used, from the second line of times: user and system.
used() {
  times >"$D/times"
  { read -r _; read -r x y; } <"$D/times"
  ms "$x"; X=$M
  ms "$y"; X=$((X + M))
}

ms() {
  s=${1#*m}
  s=${s%s}
  c=${s#*.}000
  c=${c%"${c#???}"}
  M=$((${1%%m*} * 60000 + ${s%%.*} * 1000 + 1$c - 1000))
}

# As text. Only samples are asked for fields that tracepoints lack, and the other way round.
script() {
  for n in $runs; do
    case $n in cpu) fields=$FIELDS ;; *) fields=comm,pid,tid,cpu,time,event,trace ;; esac
    [ -s "$D/$n.data" ] || continue
    knows ns && set -- --ns
    $slow perf script "$@" -i "$D/$n.data" --fields "$fields" 2>>"$D/script.err"
    fact "rc.script.$n" $?
  done
}

send() {
  if command -v gzip >/dev/null 2>&1; then
    b perf/script.gz; script | gzip -c; e
  elif command -v zstd >/dev/null 2>&1; then
    b perf/script.zst; script | zstd -qc; e
  else
    b perf/script; script; e
  fi
  marks
  # When it is to end early these are left out, and that is told.
  for part in header buildids; do
    if [ -n "$EARLY" ]; then untold="$untold $part"; else "$part"; fi
  done
  fact untold "${untold# }"
}

header() {
  b perf/header
  for n in $runs; do
    if knows header-only; then
      $slow perf script --header-only -I -i "$D/$n.data"
    else
      $slow perf script -I -i "$D/$n.data" | sed -n '/^#/!q;p'
    fi
  done 2>/dev/null
  e
}

buildids() {
  b perf/buildids
  for n in $runs; do $slow perf buildid-list -i "$D/$n.data"; done 2>/dev/null | sort -u
  e
}

told() {
  b perf/record.stderr
  for n in $runs; do cat "$D/$n.out"; done
  e
}

results() {
  for n in $runs; do
    r=
    read -r r 2>/dev/null <"$D/$n.rc"
    fact "rc.$n" "$r"
    [ -f "$D/$n.data" ] && fact "bytes.$n" "$(wc -c <"$D/$n.data")"
    grep -q 'size limit reached' "$D/$n.out" && fact "full.$n" 1
    fact "first.$n" "$($slow perf script -i "$D/$n.data" --fields time 2>/dev/null | head -n 1)"
  done
}

main() {
  trap leave EXIT
  trap 'exit 1' HUP INT TERM PIPE
  k begin 1
  place || return
  # The guard is no child of ours: what ends this program and all below it leaves the guard to clean up.
  self=$(exec /bin/sh -c 'echo $PPID')
  (guard "$self" &) >/dev/null 2>&1 3<&-
  HOME=$D
  export HOME
  cd /
  limit=
  slow=
  timeout -k 2 1 true 2>/dev/null && limit="timeout -k 5 $((S + 15))" && slow='timeout -k 2 60'
  nice=
  command -v nice >/dev/null 2>&1 && nice='nice -n 5' && slow="$slow nice -n 10"
  runs="${EVENT:+cpu} ${SCHED:+sched}"
  fact perf "$(perf version 2>/dev/null)"
  fact seconds "$S"
  fact events "$EVENT $SCHED"
  fact hertz "$HERTZ"
  fact callgraph "${GRAPH:-none}"
  fact clock "${CLOCK:-offset}"
  fact folder "$D"
  clocks before
  stamp before
  [ -z "$EARLY" ] || runs=
  recorders=
  untold=
  for n in $runs; do "record_$n"; done
  await
  stamp after
  clocks after
  used
  fact record.ms "$X"
  recorded=$X
  k recorded 1
  fact early "$EARLY"
  results
  [ -z "$runs" ] || send
  told
  used
  fact script.ms $((X - recorded))
  l=$(sed -n 's/.* lost \([0-9.]*%*\).*/\1/p' "$D/script.err" 2>/dev/null | head -n 1)
  fact lost "${l:-0}"
  b perf/facts
  cat "$D/facts"
  e
  k end 1
}
main </dev/null
