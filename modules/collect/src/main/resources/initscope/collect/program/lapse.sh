# InitScope finds the process whose time before main it is going to look at. It writes nothing and changes nothing.
# $1: nonce, $2: pid, unit or exe, $3: which.
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
N=$1
U=0
u() { read -r U _ </proc/uptime; }
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
e() { r=$?; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }

main() {
  # the number given last, before anyone looks: what begins from now on has a higher one
  read -r _ _ _ _ last </proc/loadavg && k last "$last"
  case $1 in
    pid) [ -d "/proc/$2" ] && k pid "$2" ;;
    unit) b unit; systemctl show --no-pager -p Id -p LoadState -p MainPID -p ExecStart -- "$2"; e ;;
    exe)
      found=
      for d in /proc/[0-9]*; do
        [ "$d/exe" -ef "$2" ] && found="$found ${d#/proc/}"
      done
      [ -e "$2" ] && k exists 1
      k found "$found" ;;
  esac
  k end 1
}
main "$2" "$3" </dev/null
