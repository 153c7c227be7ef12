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
  fi
  state
  k after "$s"
}

main() {
  k begin 1
  state
  before=$s
  k before "$s"
  trap let_go EXIT
  trap 'exit 1' HUP INT TERM
  limit=
  command -v timeout >/dev/null 2>&1 && limit='timeout -k 2 15'
  b pstack
  if command -v gdb >/dev/null 2>&1; then
    $limit gdb -nx -batch -iex 'set auto-load off' -ex 'set pagination off' -ex 'set width 0' -ex 'thread apply all bt' -p "$P"
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
