# InitScope asks a host's policy about denials: reads only. INITSCOPE_ROOT is the root of a rehearsed host.
# Arguments: NONCE, then any of: rule SOURCE TARGET CLASS PERMISSIONS | use SOURCE CLASS PERMISSION | path PATH | why AVC-LINES.
# Each answer follows a line "NONCE NAME"; the line "NONCE end" is the last.
main() {
  umask 077; LC_ALL=C; export LC_ALL
  R=${INITSCOPE_ROOT-}; [ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
  nonce=$1; shift
  s() { printf '\n%s %s\n' "$nonce" "$1"; }
  has() { command -v "$1" >/dev/null; }
  s tools; for t in sesearch audit2why matchpathcon; do ! has $t || echo $t; done
  old=; heard=   # setools 3 (CentOS 7) shows conditional rules only when asked to
  if has sesearch; then v=$(timeout 5 sesearch --version 2>&1 | head -n 1); case ${v##* } in 3.*) old=-C;; esac; fi
  while [ $# -ge 2 ]; do
    case $1 in
      rule) s "rule $2 $3 $4"; search -s "$2" -t "$3" -c "$4" -p "$5"; shift 5;;
      use) s "use $2 $3 $4"; search -s "$2" -c "$3" -p "$4"; shift 4;;
      path) s "label $2"; stat -c %C "$R$2"; s "expected $2"; ! has matchpathcon || timeout 10 matchpathcon -n "$2"; shift 2;;
      why) s why; [ -n "$heard" ] || ! has audit2why || printf '%s\n' "$2" | timeout 60 audit2why | head -c 262144; shift 2;;
      *) break;;
    esac
  done
  s end
} 2>/dev/null

search() { # what sesearch says; whether it named any rule at all
  has sesearch || return 0
  v=$(timeout 20 sesearch -A $old "$@" | head -c 65536); printf '%s\n' "$v"
  case $v in *'allow '*) heard=1;; esac
}
main "$@" </dev/null
