# InitScope has systemd start a unit anew. Nothing is written; with files or all, the page cache is dropped before.
# Arguments: UNIT none|files|all
main() {
  LC_ALL=C; export LC_ALL
  R=${INITSCOPE_ROOT-}; [ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
  [ -n "$R" ] || [ "$(id -u)" = 0 ] || { echo 'start: not root' >&2; exit 5; }
  case $2 in
    none)
      requested
      systemctl --no-block restart -- "$1" || exit 5;;
    files|all)
      if [ "$2" = files ]; then files "$1"
      elif ! (: >>"$R/proc/sys/vm/drop_caches") 2>/dev/null; then echo 'start: the page cache cannot be dropped here' >&2; exit 5; fi
      # From here on the service is down: whatever ends this program, it is started again.
      down=$1
      trap 'up' EXIT; trap 'exit 5' HUP INT TERM PIPE
      systemctl stop -- "$1" || exit 5
      if [ "$2" = all ]; then sync; echo 3 >"$R/proc/sys/vm/drop_caches" || exit 5; else drop; fi
      echo "cold $2"
      requested
      down=
      systemctl --no-block start -- "$1" || exit 5;;
  esac
  echo end
}
up() { [ -z "$down" ] || systemctl --no-block start -- "$down"; }
# CLOCK_MONOTONIC, in nanoseconds, right before systemd is asked.
requested() {
  T=
  { read -r _; read -r _; read -r _ _ T _; } 2>/dev/null <"$R/proc/timer_list"
  case $T in ''|*[!0-9]*) ;; *) echo "requested $T";; esac
}
# The program, and what the process that runs now has mapped and open: folders that a start reads through are not known here.
files() {
  FILES=; pid=0
  S=$(systemctl show -p MainPID -p ExecStart -- "$1")
  while IFS='=' read -r key value; do
    case $key in
      MainPID) pid=$value;;
      ExecStart) value=${value#*path=}; add "${value%% ;*}";;
    esac
  done <<HERE
$S
HERE
  [ "$pid" -gt 0 ] 2>/dev/null || return
  while read -r _ _ _ _ _ f; do add "$f"; done 2>/dev/null <"$R/proc/$pid/maps"
  for f in "$R/proc/$pid/fd"/*; do add "$(readlink "$f")"; done
}
LF='
'
add() {
  case $1 in /dev/*|/proc/*|*' (deleted)') return;; /*) ;; *) return;; esac
  case $LF$FILES in *"$LF$1$LF"*) ;; *) FILES=$FILES$1$LF;; esac
}
drop() {
  n=0; bad=0
  while IFS= read -r f; do
    [ -f "$f" ] || continue
    if dd if="$f" iflag=nocache count=0 2>/dev/null; then n=$((n + 1)); else bad=$((bad + 1)); fi
  done <<HERE
$FILES
HERE
  echo "dropped $n files, not $bad"
}
main "$@" </dev/null
