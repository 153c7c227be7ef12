# What tests put before the guard: marks where it is killed or another verb runs, calls that fail, and a log of what reaches the
# disk. $TEST/faults sets MARK, WHAT (kill|nest), FAIL_AT, FAIL_ON (call names), FAIL_STICKY.
TEST=$INITSCOPE_ROOT/test
MARK=0; WHAT=none; FAIL_AT=0; FAIL_ON=none; FAIL_STICKY=; PT=0; CALLS=0
[ -n "${NESTED-}" ] || . "$TEST/faults"
note() { echo "$1 $2" >>"$TEST/log"; }
pt() {
  PT=$((PT + 1)); [ $PT = "$MARK" ] && [ ! -e "$TEST/fired" ] || return 0   # a job of atd tries again
  : >"$TEST/fired"
  case $WHAT in
    kill) kill -9 $$;;
    nest) ( (NESTED=1; export NESTED; exec $INITSCOPE_SH "$B/guard" rollback "$ID" laptop) >/dev/null 2>&1; : ) 9>&-;;
  esac
  return 0
}
call() { # NAME; status 1 when this call shall fail
  case " $FAIL_ON " in *" $1 "*) ;; *) return 0;; esac
  CALLS=$((CALLS + 1)); [ "$FAIL_AT" -gt 0 ] && [ "$CALLS" -ge "$FAIL_AT" ] || return 0
  [ -n "$FAIL_STICKY" ] || [ "$CALLS" = "$FAIL_AT" ] || return 0
  : >"$TEST/fired"; return 1
}
last() { while [ $# -gt 1 ]; do shift; done; LAST=$1; }
# Nobody else runs, unless another verb is nested; it must not wait for half a minute.
flock() {
  [ $WHAT = nest ] || [ -n "${NESTED-}" ] || return 0
  case $2 in 10) command flock -w 5 9;; *) command flock -n 9;; esac
}
dd() {
  if [ "$1" = if=/dev/null ]; then call sync || return 1; note S "${2#of=}"; return 0; fi
  call write || return 1
  command dd "$@" || return 1
  note C "${2#of=}"; call sync || return 1; note S "${2#of=}"
}
mv() { call rename || return 1; command mv "$@" || return 1; shift; note M "$1 $2"; }
ln() { call write || return 1; command ln "$@" || return 1; last "$@"; note C "$LAST"; }
mkdir() { last "$@"; [ "$1" != -p ] || [ ! -d "$LAST" ] || return 0; call write || return 1; command mkdir "$@"; }
rm() {
  call remove || return 1
  THERE=; for X in "$@"; do case $X in -*) ;; *) if [ -e "$X" ] || [ -L "$X" ]; then THERE=1; note R "$X"; fi;; esac; done
  [ -z "$THERE" ] || command rm "$@"
}
cat() { # without a program, for the one short file that the guard reads at a time
  [ $# = 1 ] || { command cat "$@"; return; }
  [ -r "$1" ] || return 1
  while IFS= read -r X; do printf '%s\n' "$X"; done <"$1"
}
