# Native stacks of all threads. The process stands still while gdb reads it; whatever happens here, it runs on afterwards.
# $1: nonce, $2: process number.
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
HOME=/nonexistent; export HOME
N=$1
P=$2
u() { read -r U _ </proc/uptime; }
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
e() { r=$?; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }

# The letter after the last closing parenthesis of stat.
state() {
  s=
  while IFS= read -r l || [ -n "$l" ]; do s=$l; done 2>/dev/null <"/proc/$P/stat"
  s=${s##*) }
  s=${s%% *}
}

# A debugger that was killed between stopping and letting go leaves the process stopped.
let_go() {
  state
  if [ "$s" = T ] && [ "$before" != T ]; then
    kill -CONT "$P"
    k continued 1
    state
  fi
}

tracer() {
  t=0
  while read -r a v _; do
    case $a in TracerPid:) t=$v ;; esac
  done 2>/dev/null <"/proc/$P/status"
}

# Outlives this program by three seconds at most. Whatever becomes of it and of its debugger, which may be killed, hang or lose
# the link, the process runs on: a debugger of ours that still holds it is killed, and a stop it has left behind is ended.
guard() {
  trap '' HUP INT TERM
  i=0
  while kill -0 "$1" 2>/dev/null && [ $i -lt 22 ]; do
    sleep 1
    i=$((i + 1))
  done
  tracer
  [ "$t" != 0 ] && grep -qa "INITSCOPE_PSTACK=$N" "/proc/$t/environ" && kill -9 "$t"
  let_go
  sleep 1
  let_go
}

debug() {
  at='read -r u _ </proc/uptime; printf "\n%s k %s %s\n" "$INITSCOPE_PSTACK"'
  # The program's symbols are read before the stop, not in it.
  $limit gdb -nx -batch -iex 'set auto-load off' -ex 'set pagination off' -ex 'set width 0' \
    -ex "file /proc/$P/exe" -ex "shell $at stop \"\$u\"" -ex "attach $P" \
    -ex 'thread apply all bt' -ex detach -ex "shell $at go \"\$u\""
}

main() {
  k begin 1
  state
  before=$s
  k before "$s"
  INITSCOPE_PSTACK=$N
  SHELL=/bin/sh
  export INITSCOPE_PSTACK SHELL
  unset DEBUGINFOD_URLS
  self=$(exec /bin/sh -c 'echo $PPID')
  (guard "$self" &) >/dev/null 2>&1 3<&-
  trap 'let_go; k after "$s"' EXIT
  trap 'exit 1' HUP INT TERM
  limit=
  command -v timeout >/dev/null 2>&1 && limit='timeout -k 2 15'
  b pstack
  if command -v gdb >/dev/null 2>&1; then
    debug
  elif command -v gstack >/dev/null 2>&1; then
    $limit gstack "$P"
  elif command -v pstack >/dev/null 2>&1; then
    $limit pstack "$P"
  else
    echo 'pstack: gdb, gstack, pstack: command not found' >&2
    false
  fi
  e
  k end 1
}
main </dev/null
