# InitScope runs a verb of the guard that holds a change of this host. INITSCOPE_ROOT is the root of a rehearsed host.
# Arguments: SHA256-OF-GUARD|any VERB ...
main() {
  R=${INITSCOPE_ROOT-}; [ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
  want=$1; shift
  [ -n "$R" ] || [ "$(id -u)" = 0 ] || { echo 'guard: not root' >&2; exit 5; }
  B=; rank=0   # the guard beside the record that is named; else beside one that is open; else beside one that ended
  for b in "$R/etc/.initscope" "$R/run/initscope"; do
    [ -e "$b/guard" ] || continue
    n=0; V=
    if [ -e "$b/tx/id" ]; then IFS= read -r V <"$b/tx/id" || :; n=2; elif [ "$1" = forget ] || [ -n "$(ls -d "$b"/done-* 2>/dev/null)" ]; then n=1; fi
    [ -z "${2-}" ] || { [ "$V" != "$2" ] && [ ! -e "$b/done-$2/id" ]; } || n=3
    [ $n -le $rank ] || { B=$b; rank=$n; }
  done
  if [ -n "$B" ]; then
    if [ "$want" != any ]; then
      sum=$(sha256sum <"$B/guard"); [ "${sum%% *}" = "$want" ] || { echo "guard: $B/guard is not the one this change began with" >&2; exit 11; }
    fi
    sh=/bin/sh; [ -z "$R" ] || sh=${INITSCOPE_SH-/bin/sh}
    exec $sh "$B/guard" "$@"
  fi
  echo 'initscope-guard 1'; echo 'state NONE'; echo end
}
main "$@" </dev/null
