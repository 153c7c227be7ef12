# The services of this host: one answer of systemd, the executables of their processes, and the heads of those.
# $1: nonce.
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
N=$1
u() { read -r U _ </proc/uptime; }
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
e() { r=$?; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }
main() {
  S=$(systemctl show --no-pager -p Id,ActiveState,SubState,MainPID,ControlPID,InactiveExitTimestampMonotonic -- '*.service')
  b units; printf '%s\n' "$S"; e
  set --
  while IFS= read -r l; do
    case $l in
      MainPID=0 | ControlPID=0 | ControlPID=) ;;
      MainPID=* | ControlPID=*) set -- "$@" "/proc/${l#*=}/exe" ;;
    esac
  done <<LIST
$S
LIST
  if [ $# -gt 0 ]; then
    b links; find "$@" -maxdepth 0 -printf '%p\0%l\0'; e
    for f in "$@"; do
      b "head:$f"; head -c 4096 "$f"; e
    done
  fi
  k end 1
}
main </dev/null
