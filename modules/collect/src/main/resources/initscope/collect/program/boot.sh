# InitScope reads what this host recorded of its boot. It writes nothing and changes nothing.
# $1: nonce, $2: a unit, or nothing.
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
N=$1
U=0
u() { read -r U _ </proc/uptime; }
b() { u; printf '%s b %s %s\n' "$N" "$1" "$U"; printf '%s %s\n' "$N" "$1" >&2; }
e() { r=$?; [ -n "$1" ] && r=$1; u; printf '\n%s e %s %s\n' "$N" "$r" "$U"; }
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }
lf='
'
limit=
command -v timeout >/dev/null 2>&1 && timeout 1 true 2>/dev/null && limit='timeout 30'

find_uid() {
  while read -r a v _; do
    case $a in Uid:) k uid "$v"; return ;; esac
  done </proc/$$/status
}

show_unit() {
  b unit.show
  S=$(systemctl show --no-pager -- "$unit")
  r=$?
  [ -n "$S" ] && printf '%s\n' "$S"
  e "$r"
  S=$lf$S$lf
}

# The newest chart that the boot left: systemd-bootchart's picture, or bootchart's archive.
chart() {
  b boot.chart
  new=
  for f in /run/log/bootchart-*.svg /var/log/bootchart*.tgz /var/log/bootchart/*.tgz; do
    [ -f "$f" ] && { [ -z "$new" ] || [ "$f" -nt "$new" ]; } && new=$f
  done
  [ -n "$new" ] && cat -- "$new"
  e 0
}

main() {
  k begin 1
  find_uid
  unit=$1; S=
  @BOOT@
  @HOST@
  if [ -n "$unit" ]; then
    k unit "$unit"
    @UNIT@
  fi
  k end 1
}
main "$2" </dev/null
