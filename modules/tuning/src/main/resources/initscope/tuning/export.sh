#!/bin/sh
# InitScope, change @ID@: sets @COUNT@ values of this host, and takes back what is still its own. Needs root and a POSIX shell, no more.
#   sh FILE apply|plan|rollback|status|capture [--machine ID] [--check COMMAND] [--] [OLD-VALUE...]
# apply     sets what is not set yet and reads it back; where one fails, or COMMAND does, all that this run set is taken back
# plan      says what apply would do and refuses what it would refuse; writes nothing
# rollback  restores the old values where ours still stand; what somebody else changed since is left and named
# status    says what stands; status 8 unless all is as wanted
# capture   prints the values that stand now, in base64
# Old values are those given, one for each value in order; else those that the first apply kept in @STORE@.
# Exit: 0 done, 2 usage, 5 refused before any effect, 6 failed and taken back, 7 something is left for a person, 8 not as wanted.
set -u
umask 077
trap "" HUP PIPE   # a lost link does not stop it half way
LC_ALL=C; export LC_ALL
IFS=' 	
'
R=${INITSCOPE_ROOT-}   # root of a rehearsed host
[ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
STORE=$R@STORE@
COUNT=@COUNT@

# shellcheck disable=SC2016  # values are texts, whatever they hold
item() { # NUMBER: its Kind, Target, Name for people, the Wanted value, and what its kind needs besides
  H=; E=; X=   # said by kinds: half of it is done; why it cannot be read
  case $1 in
@ITEMS@
  esac
}

say() { printf '%s\n' "$*"; }
die() { s=$1; shift; printf 'initscope: %s\n' "$*" >&2; exit "$s"; }
replace() { # FILE: by what comes on standard input, whole or not at all
  N=${1%/*}/.${1##*/}.initscope-$$
  if (umask 022; exec dd of="$N" conv=fsync 2>/dev/null) && mv -f "$N" "$1"; then
    if [ -z "$R" ] && command -v restorecon >/dev/null; then restorecon "$1" >/dev/null 2>&1; fi
    return 0
  fi
  rm -f "$N"; return 1
}

# --- kinds: KIND_now sets V to what stands, or E; KIND_set VALUE changes it -----------------------------------------------
@KINDS@

# --- old values -----------------------------------------------------------------------------------------------------
old() { # NUMBER: sets B
  if [ "$GIVEN" != 0 ]; then eval "B=\$B$1"; return; fi
  [ -f "$STORE/$1" ] || return 1
  B=$(cat "$STORE/$1" && echo .) || return 1
  B=${B%.}
}
keep() { # all of them, once: the first apply knows what stood before
  [ "$GIVEN" = 0 ] || return 0
  [ ! -e "$STORE" ] || return 0
  { mkdir -p "${STORE%/*}" && rm -rf "$STORE.new" && mkdir "$STORE.new"; } || die 5 "cannot write below ${STORE%/*}"
  i=0
  while [ $i -lt $COUNT ]; do
    i=$((i + 1)); item $i; "${K}_now"
    printf %s "$V" | dd of="$STORE.new/$i" conv=fsync 2>/dev/null || die 5 "cannot write $STORE"
  done
  mv "$STORE.new" "$STORE" || die 5 "cannot write $STORE"
}

# --- verbs ----------------------------------------------------------------------------------------------------------
look() { # refuses before any effect; TODO are the numbers to set
  TODO=; i=0
  while [ $i -lt $COUNT ]; do
    i=$((i + 1)); item $i; "${K}_now"
    [ -z "$E" ] || die 5 "$N: $E"
    if [ "$GIVEN" = 0 ] && [ ! -e "$STORE" ]; then B=$V; else old $i || die 5 "$N: its old value is not known"; fi
    if [ "$V$H" = "$W" ]; then say "same $N"
    elif [ "$V" = "$B" ] || [ "$V" = "$W" ]; then TODO="$TODO $i"
    else die 5 "$N is '$V', neither '$B' as before nor '$W' as wanted: somebody else changed it"; fi
  done
}
undo() { # NUMBERS newest first: what was set a moment ago goes back
  LEFT=
  for i in $1; do
    item "$i"; old "$i"; "${K}_now"; [ "$V$H" = "$B" ] || "${K}_set" "$B"; "${K}_now"
    [ "$V$H" = "$B" ] || LEFT="$LEFT $N"
  done
  [ -z "$LEFT" ] || die 7 "$WHY; could not restore$LEFT"
  die 6 "$WHY; everything set by this run was taken back"
}
apply() {
  look; keep; BEGUN=; WHY=
  for i in $TODO; do
    item "$i"; BEGUN="$i $BEGUN"
    "${K}_set" "$W" || WHY="$N refused '$W'"
    "${K}_now"
    [ -n "$WHY" ] || [ "$V$H" = "$W" ] || WHY="$N became '$V', not '$W'"
    [ -z "$WHY" ] || undo "$BEGUN"
  done
  if [ -n "$CHECK" ] && ! /bin/sh -c "$CHECK" </dev/null; then WHY="the check failed: $CHECK"; undo "$BEGUN"; fi
  for i in $TODO; do item "$i"; old "$i"; say "changed $N: $B -> $W"; done
}
plan() { look; for i in $TODO; do item "$i"; old "$i" || { "${K}_now"; B=$V; }; say "changed $N: $B -> $W"; done; }
rollback() {
  [ "$GIVEN" != 0 ] || [ -d "$STORE" ] || { say 'same: nothing was applied here'; return; }
  DRIFT=; i=$COUNT
  while [ "$i" -gt 0 ]; do
    item "$i"; old "$i" || die 5 "$N: its old value is not known"
    "${K}_now"
    if [ "$V$H" = "$B" ]; then say "same $N"
    elif [ "$V" = "$W" ] || [ "$V" = "$B" ]; then
      "${K}_set" "$B"; "${K}_now"
      if [ "$V$H" = "$B" ]; then say "changed $N: $W -> $B"; else DRIFT="$DRIFT $N"; say "left $N: it does not take '$B' back, it is '$V'"; fi
    else DRIFT="$DRIFT $N"; say "left $N: it is '$V', neither '$W' as we set it nor '$B' as before"; fi
    i=$((i - 1))
  done
  [ -z "$DRIFT" ] || die 7 "left for a person:$DRIFT"
  [ "$GIVEN" != 0 ] || { rm -rf "$STORE"; rmdir "${STORE%/*}" 2>/dev/null; :; }
}
status() {
  OFF=; i=0
  while [ $i -lt $COUNT ]; do
    i=$((i + 1)); item $i; "${K}_now"
    if [ "$V$H" = "$W" ]; then say "wanted $N: $V"
    elif old $i && [ "$V" = "$B" ]; then OFF=1; say "old $N: $V"
    else OFF=1; say "other $N: $V"; fi
  done
  [ -z "$OFF" ] || exit 8
}
capture() {
  [ -z "$M" ] || say "machine $M"
  i=0
  while [ $i -lt $COUNT ]; do
    i=$((i + 1)); item $i; "${K}_now"
    [ -z "$E" ] || die 5 "$N: $E"
    printf 'old %s\n' "$(printf %s "$V" | base64 | tr -d '\n')"
  done
}
main() {
  v=${1-}; [ $# = 0 ] || shift
  MACHINE=; CHECK=; GIVEN=0
  while [ $# -gt 0 ]; do
    case $1 in
      --machine) MACHINE=${2-}; shift;;
      --check) CHECK=${2-}; shift;;
      --) shift; break;;
      -?*) die 2 "unknown option $1";;
      *) break;;
    esac
    shift
  done
  for a in "$@"; do GIVEN=$((GIVEN + 1)); eval "B$GIVEN=\$a"; done
  [ $GIVEN = 0 ] || [ $GIVEN = $COUNT ] || die 2 "$GIVEN old values given for $COUNT"
  case $v in apply | plan | rollback | status | capture) ;; *) die 2 'apply, plan, rollback, status or capture';; esac
  [ "$(id -u)" = 0 ] || die 5 'only root may do that'
  M=; if [ -r "$R/etc/machine-id" ]; then read -r M <"$R/etc/machine-id" || :; fi
  [ -z "$MACHINE" ] || [ "$M" = "$MACHINE" ] || die 5 "this is machine $M, the old values are those of $MACHINE"
  "$v"
}
main "$@"
