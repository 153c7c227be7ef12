#!/bin/sh
# InitScope's guard: keeps one change of this host on trial, and takes it back unless it is confirmed.
#   guard arm ID etc|run SECONDS OWNER GUARD-TEXT [KIND PHASE PATH BEFORE WANT BEFORE-BYTES WANT-BYTES]...
#   guard apply|confirm|forget ID    guard extend ID SECONDS    guard rollback ID [timer|at|boot]    guard status [ID]
# Exit: 0 done, 2 usage, 5 refused before any effect, 6 failed and taken back, 7 something is left for a person,
#       8 somebody else changed a value, 9 busy, 10 not in this state, 75 not due yet.
# Tools of CentOS 7 only. The state is the name of one file; renaming it under flock is the decision, fsync makes it last.
# /proc/sys is read by cat: some shells read byte by byte, and the kernel answers only the first read.
# Files are made by true, not by ":": a shell ends, untidied, when a special builtin cannot open its file.
# Lines "#pt" are where tests kill it.
set -u
umask 077
LC_ALL=C; export LC_ALL
IFS=' 	
'
ROOT=${INITSCOPE_ROOT-}
[ -n "$ROOT" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
ETC=$ROOT/etc/.initscope; RUN=$ROOT/run/initscope
UNITS=$ROOT/etc/systemd/system; UNIT=initscope-guard.service
STATES='PREP ARMED CONFIRMING CONFIRMED ROLLING ROLLED DRIFT'

die() { echo "guard: $2" >&2; exit "$1"; }
fsync() { dd if=/dev/null of="$1" conv=notrunc,fsync 2>/dev/null; }
first() { V=; if [ -e "$1" ]; then IFS= read -r V <"$1" || :; fi; }
bootid() { BOOT=$(cat "$ROOT/proc/sys/kernel/random/boot_id") || BOOT=unknown; }
uptime() { f=/proc/uptime; [ -z "$ROOT" ] || [ ! -e "$ROOT/uptime" ] || f=$ROOT/uptime; read -r NOW f <$f; NOW=${NOW%%.*}; }
state() { for S in $STATES; do [ ! -e "$D/state-$S" ] || return 0; done; S=NONE; }
locate() { for B in "$ETC" "$RUN"; do D=$B/tx; if [ -e "$D/id" ]; then first "$D/id"; HELD=$V; return 0; fi; done; HELD=; return 1; }
archived() { for B in "$ETC" "$RUN"; do D=$B/done-$1; [ ! -e "$D/id" ] || return 0; done; return 1; }
to() {
#pt
  mv -T "$D/state-$1" "$D/state-$2" 2>/dev/null || return 1
#pt
  fsync "$D/state-$2" || return 1
#pt
}

# --- the lock -------------------------------------------------------------------------------------------------------
started() { START=; if IFS= read -r L 2>/dev/null <"/proc/$1/stat"; then L=${L##*) }; set -- $L; START=${20-}; fi; }
lock() { # SECONDS; leaves status 1 when somebody holds it longer
  exec 9>"$ROOT/run/initscope.lock"
  flock -w "$1" 9 || return 1
  started $$; echo "$$ $START" >"$ROOT/run/initscope.holder"
}
fence() { # the holder hangs: nothing it still plans may happen, then it ends
  first "$ROOT/run/initscope.holder"; set -- $V; [ $# = 2 ] || return 1
  if locate; then for s in PREP ARMED CONFIRMING; do mv -T "$D/state-$s" "$D/state-ROLLING" 2>/dev/null && break; done; fi
  started "$1"; [ "$START" = "$2" ] && kill -9 "$1"
  lock 10
}

# --- kinds: NAME_now sets V; NAME_set ITEM before|want; NAME_stage makes sure that neither can fail for want of space --
sysctl_now() { V=$(cat "$ROOT$1" 2>/dev/null) || { V='(unreadable)'; return 0; }; set -f; set -- $V; set +f; V=$*; }
sysctl_set() { if [ "$2" = want ]; then V=$WANT; else V=$BEFORE; fi; printf '%s\n' "$V" 2>/dev/null >"$ROOT$TARGET"; }
sysctl_stage() { :; }
sysctl_unstage() { :; }
file_now() {
  if [ -L "$ROOT$1" ]; then V='(link)'; elif [ -e "$ROOT$1" ]; then V=$(sha256sum <"$ROOT$1") || V='(unreadable)'; V=${V%% *}; else V=absent; fi
}
staged() { P=$ROOT${TARGET%/*}/.${TARGET##*/}.initscope-$1; }
file_one() { staged "$2"; rm -f "$P"; (umask 022; exec dd if="$D/$1.$2" of="$P" conv=fsync 2>/dev/null); }
file_stage() { for w in before want; do if [ -e "$D/$1.$w" ]; then file_one "$1" $w || return 1; fi; done; }
file_unstage() { staged want; w=$P; staged before; rm -f "$P" "$w"; }
file_sync() { f=$ROOT$TARGET; [ "$BEFORE" != absent ] || f=$D/$1.removed; [ ! -e "$f" ] || fsync "$f"; }
file_set() {
  if [ "$2" = before ] && [ "$BEFORE" = absent ]; then
    mv -f "$ROOT$TARGET" "$D/$1.removed" && fsync "$D/$1.removed"; return
  fi
  staged "$2"; [ -e "$P" ] || file_one "$1" "$2" || return 1
#pt
  mv -fT "$P" "$ROOT$TARGET" || return 1
#pt
  fsync "$ROOT$TARGET" || return 1
  if command -v restorecon >/dev/null; then restorecon "$ROOT$TARGET" >/dev/null 2>&1; fi
  return 0
}

# --- items ----------------------------------------------------------------------------------------------------------
items() { ITEMS=; SMETI=; for f in "$D"/*.item; do [ -e "$f" ] || continue; f=${f##*/}; ITEMS="$ITEMS ${f%.item}"; SMETI="${f%.item} $SMETI"; done; }
load() {
  { IFS= read -r KIND; IFS= read -r PHASE; IFS= read -r TARGET; IFS= read -r BEFORE; IFS= read -r WANT; } <"$D/$1.item"
  AFTER=; E=; if [ -e "$D/$1.after" ]; then { IFS= read -r AFTER; IFS= read -r E; } <"$D/$1.after" || :; fi
  if [ "$E" = end ]; then SEEN=1; else SEEN=; AFTER=; fi   # a torn record counts as none
  if [ -e "$D/$1.begin" ]; then BEGUN=1; else BEGUN=; fi
}
do_phase() { # PHASE; status 0, or 1 with WHY
  for i in $ITEMS; do
    load "$i"; [ "$PHASE" = "$1" ] || continue
    "${KIND}_now" "$TARGET"
    if [ "$V" != "$BEFORE" ]; then
      if [ -n "$SEEN" ] && [ "$V" = "$AFTER" ]; then continue; fi
      WHY="$TARGET is '$V', it was '$BEFORE' when the plan was made"; return 1
    fi
#pt
    { true >"$D/$i.begin" && fsync "$D/$i.begin"; } 2>/dev/null || { WHY="cannot record the start of $TARGET"; return 1; }
#pt
    "${KIND}_set" "$i" want || { WHY="the host refused '$WANT' for $TARGET"; return 1; }
#pt
    "${KIND}_now" "$TARGET"
    { printf '%s\nend\n' "$V" >"$D/$i.after" && fsync "$D/$i.after"; } 2>/dev/null || { WHY="cannot record the value of $TARGET"; return 1; }
#pt
    [ "$V" = "$WANT" ] || { WHY="$TARGET became '$V', not '$WANT'"; return 1; }
  done
}
undo() { # newest first, what lasts first; sets DRIFTED and LEFT
  DRIFTED=; LEFT=; LASTING=; first "$D/boot"; HERE=; [ "$V" != "$BOOT" ] || HERE=1
  for i in $ITEMS; do load "$i"; if [ "$PHASE" = persist ] && [ -n "$BEGUN" ]; then LASTING=1; fi; done
  for p in persist try; do for i in $SMETI; do
    load "$i"; [ "$PHASE" = "$p" ] && [ -n "$BEGUN" ] || continue
    "${KIND}_now" "$TARGET"
    if [ "$V" = "$BEFORE" ]; then   # perhaps restored by one that was killed before it synced
      [ "$KIND" != file ] || file_sync "$i" || LEFT="$LEFT $TARGET"; continue
    fi
    if [ "$p" = persist ]; then OURS=$WANT; elif [ -n "$SEEN" ]; then OURS=$AFTER; elif [ -n "$HERE" ]; then OURS=$V; else OURS=$WANT; fi
    if [ "$V" != "$OURS" ]; then   # somebody else's; in another boot a runtime value is the boot's
      if [ "$p" = persist ] || [ -n "$HERE" ]; then DRIFTED=1; fi; continue
    fi
    if [ "$p" = try ] && [ -z "$HERE" ] && [ -z "$LASTING" ]; then continue; fi
#pt
    "${KIND}_set" "$i" before || LEFT="$LEFT $TARGET"
#pt
    "${KIND}_now" "$TARGET"; [ "$V" = "$BEFORE" ] || LEFT="$LEFT $TARGET"
  done; done
}
take_back() { # from the state S; status 0 rolled back, 7 drift or incomplete
  [ "$S" = ROLLING ] || to "$S" ROLLING || die 10 "state is no longer $S"
  undo
  [ -z "$LEFT" ] || die 7 "could not restore$LEFT; it is tried again every minute"
  if [ -n "$DRIFTED" ]; then to ROLLING DRIFT || die 7 "cannot record the outcome"; disarm; return 7; fi
  to ROLLING ROLLED || die 7 "cannot record the outcome"; disarm; return 0
}

# --- timer and boot guard -------------------------------------------------------------------------------------------
alive() { case $TIMER in systemd) systemctl is-active "initscope-$ID.timer" >/dev/null 2>&1;; at*) first "$ROOT/run/atd.pid"; [ -n "$V" ] && [ -e "/proc/$V" ];; *) false;; esac; }
start_timer() {
  if command -v systemd-run >/dev/null; then
    for o in '--timer-property=AccuracySec=1s -p Nice=-5' '-p Nice=-5' ''; do   # 219 knows no timer properties
      systemd-run --unit="initscope-$ID" --on-active="$WINDOW" --on-unit-inactive=60 $o /bin/sh "$B/guard" rollback "$ID" timer >/dev/null 2>&1 && break
    done
    TIMER=systemd; if alive; then return 0; fi
  fi
  TIMER=at; if command -v at >/dev/null && alive; then
    V=$(echo "while [ -e $B/guard ] && ! /bin/sh $B/guard rollback $ID at; do sleep 60; done" | at now + $(((WINDOW + 59) / 60)) minutes 2>&1) || return 1
    V=${V##*job }; TIMER="at ${V%% *}"; return 0
  fi
  return 1
}
disarm() { # only after a final state was synced; the timer goes last, because it finishes what is interrupted here
#pt
  f=$UNITS/sysinit.target.wants/$UNIT   # the first to be made: half a boot guard has it too
  if [ "$B" = "$ETC" ] && { [ -e "$UNITS/$UNIT" ] || [ -L "$f" ]; }; then rm -f "$UNITS/.$UNIT.tmp" "$f" "$UNITS/$UNIT"; fi
  for i in $ITEMS; do load "$i"; "${KIND}_unstage" "$i"; done
#pt
  case $TIMER in systemd) systemctl stop "initscope-$ID.timer" >/dev/null 2>&1;; 'at '*) atrm "${TIMER#at }" >/dev/null 2>&1;; esac
}
boot_guard() {
  W=$UNITS/sysinit.target.wants; [ -d "$W" ] || mkdir -m 755 "$W" || return 1
  ln -sf "../$UNIT" "$W/$UNIT" || return 1
  (umask 022; printf '%s\n' '[Unit]' 'Description=Take back an unconfirmed InitScope change' 'DefaultDependencies=no' \
    "ConditionPathExists=${D#"$ROOT"}/id" 'After=systemd-remount-fs.service' 'Before=systemd-sysctl.service local-fs.target sysinit.target' \
    '[Service]' 'Type=oneshot' "ExecStart=/bin/sh ${B#"$ROOT"}/guard rollback $ID boot" >"$UNITS/.$UNIT.tmp") 2>/dev/null || return 1
  mv -fT "$UNITS/.$UNIT.tmp" "$UNITS/$UNIT" && fsync "$UNITS/$UNIT"
}

# --- verbs ----------------------------------------------------------------------------------------------------------
remove() { # nothing of ours stays once nothing is pending
  rm -rf "$D" "$B/tx.new"
  for f in "$B"/done-*; do [ ! -e "$f" ] || return 0; done
  rm -rf "$B"
}
refuse() { items; disarm; remove; die 5 "$1"; }
release() { N=$ID; ID=$HELD; first "$D/timer"; TIMER=${V:-systemd}; items; disarm; ID=$N; TIMER=; } # what the last change armed
open() { # ID; takes the lock and finds the transaction
  ID=$1; lock 30 || die 9 'another command of InitScope holds the lock'
  bootid; locate || die 10 'no change is pending'
  [ "$HELD" = "$ID" ] || die 10 "another change is pending: $HELD"
  state; first "$D/timer"; TIMER=$V; items
}
due() { uptime; first "$D/deadline"; case $V in ''|*[!0-9]*) return 0;; esac; [ "$NOW" -ge "$V" ]; }
write_items() {
  n=100
  while [ $# -ge 7 ]; do
    n=$((n + 1)); printf '%s\n' "$1" "$2" "$3" "$4" "$5" >"$N/$n.item" || return 1
    if [ "$1" = file ]; then
      [ "$4" = absent ] || { printf '%s' "$6" >"$N/$n.before" && fsync "$N/$n.before"; } || return 1
      [ "$5" = absent ] || { printf '%s' "$7" >"$N/$n.want" && fsync "$N/$n.want"; } || return 1
    fi
    fsync "$N/$n.item" || return 1; [ "$2" = try ] || LASTS=1
    shift 7
  done
}
arm() {
  [ $# -ge 12 ] && [ $((($# - 5) % 7)) = 0 ] || die 2 'arm: wrong arguments'
  ID=$1; KEEP=$2; WINDOW=$3; OWNER=$4; SELF=$5; shift 5; TIMER=; LASTS=
  lock 30 || die 9 'another command of InitScope holds the lock'
  bootid
  if locate; then
    state; first "$D/owner"
    case $S in
      PREP) release; rm -rf "$D";;
      CONFIRMED|ROLLED|DRIFT) fsync "$D/state-$S" || die 5 'cannot sync the last change'; release
        mv -T "$D" "$B/done-$HELD" || die 5 'cannot put the last change aside';;
      *) W=$V; first "$D/deadline"; uptime; die 10 "another change is pending: $HELD by $W, state $S, taken back in $((V - NOW)) s unless confirmed";;
    esac
  fi
  if [ "$KEEP" = etc ]; then B=$ETC; else B=$RUN; fi
  D=$B/tx; N=$B/tx.new; rm -rf "$N"
#pt
  mkdir -p "$B" && mkdir "$N" && uptime || refuse "cannot write below $B"
  { printf '%s\n' "$SELF" >"$B/guard.new" && fsync "$B/guard.new" && mv -fT "$B/guard.new" "$B/guard" && fsync "$B/guard"; } 2>/dev/null || refuse "cannot write $B/guard"
#pt
  { write_items "$@" && echo "$OWNER" >"$N/owner" && echo "$BOOT" >"$N/boot" && echo $((NOW + WINDOW)) >"$N/deadline" && echo "$ID" >"$N/id" && true >"$N/state-PREP" &&
    fsync "$N/owner" && fsync "$N/boot" && fsync "$N/deadline" && fsync "$N/id" && fsync "$N/state-PREP"; } 2>/dev/null || refuse "cannot write $N"
#pt
  mv -T "$N" "$D" && fsync "$D/id" || refuse "cannot write $D"
#pt
  items
  for i in $ITEMS; do
    load "$i"; "${KIND}_now" "$TARGET"
    [ "$V" = "$BEFORE" ] || refuse "$TARGET is '$V', it was '$BEFORE' when the plan was made"
    "${KIND}_stage" "$i" || refuse "no room beside $TARGET"
  done
#pt
  if [ -n "$LASTS" ]; then boot_guard || refuse "cannot write $UNITS/$UNIT"; fi
#pt
  start_timer || refuse 'no timer could be started'
#pt
  { echo "$TIMER" >"$D/timer" && fsync "$D/timer"; } 2>/dev/null || refuse "cannot write $D/timer"
  to PREP ARMED || refuse "cannot record the state in $D"
  S=ARMED; report
}
apply() {
  open "$1"; [ "$S" = ARMED ] || die 10 "state is $S"
  first "$D/boot"; [ "$V" = "$BOOT" ] || die 10 'the host was booted since'
  due && die 10 'the time for this change is over'
  alive || die 5 'the timer that takes the change back is gone'
  do_phase try || { W=$WHY; take_back || die 7 "$W; not everything could be taken back"; die 6 "$W"; }
  report
}
confirm() {
  open "$1"
  case $S in CONFIRMED) fsync "$D/state-$S" || die 7 'cannot sync the state'; disarm; report; return;; ARMED) ;; *) die 10 "state is $S";; esac
  first "$D/boot"; [ "$V" = "$BOOT" ] || die 10 'the host was booted since'
  for i in $ITEMS; do
    load "$i"; "${KIND}_now" "$TARGET"
    if [ "$PHASE" = try ]; then
      [ -n "$SEEN" ] || die 10 'not applied yet'
      [ "$V" = "$AFTER" ] || die 8 "$TARGET is '$V' now, '$AFTER' after our change, '$BEFORE' before it"
    else
      [ "$V" = "$BEFORE" ] || die 8 "$TARGET was changed by somebody else"
    fi
  done
  to ARMED CONFIRMING || die 10 'lost the race for the state'
  do_phase persist || { W=$WHY; S=CONFIRMING; take_back || die 7 "$W; not everything could be taken back"; die 6 "$W"; }
  to CONFIRMING CONFIRMED || die 10 'lost the race for the state'
  S=CONFIRMED; disarm; report
}
rollback() {
  ID=$1; BY=${2-}
  lock 120 || fence || die 9 'another command of InitScope holds the lock'
  bootid
  locate || { D=none; if [ "$BY" = timer ]; then systemctl stop "initscope-$ID.timer" >/dev/null 2>&1; fi; S=NONE; report; return; }
  [ "$HELD" = "$ID" ] || die 10 "another change is pending: $HELD"
  state; first "$D/timer"; TIMER=${V:-systemd}; items
  case $S in
    CONFIRMED|ROLLED|DRIFT) fsync "$D/state-$S" || die 7 'cannot sync the state'; disarm;;
    *) case $S$BY in ARMEDtimer) due || return 0;; ARMEDat) due || exit 75;; esac; take_back; state;;
  esac
  report
  case $S$BY in DRIFT) exit 7;; esac
}
extend() {
  open "$1"; [ "$S" = ARMED ] || die 10 "state is $S"
  case $2 in ''|*[!0-9]*) die 2 'extend: seconds';; esac
  due && die 10 'the time for this change is over'
  alive || die 5 'the timer that takes the change back is gone'
  { echo $((NOW + $2)) >"$D/deadline.new" && fsync "$D/deadline.new" && mv -fT "$D/deadline.new" "$D/deadline" && fsync "$D/deadline"; } 2>/dev/null || die 5 'cannot write the deadline'
  report
}
status() {
  ID=${1-}; lock 20 || die 9 'another command of InitScope holds the lock'
  bootid
  if locate && { [ -z "$ID" ] || [ "$HELD" = "$ID" ]; }; then :; elif [ -n "$ID" ] && archived "$ID"; then :; else D=none; S=NONE; report; return; fi
  state; case $S in CONFIRMED|ROLLED|DRIFT) fsync "$D/state-$S" || die 7 'cannot sync the state';; esac
  items; report
}
forget() {
  ID=$1; lock 30 || die 9 'another command of InitScope holds the lock'
  if locate && [ "$HELD" = "$ID" ]; then
    state; first "$D/timer"; TIMER=$V; items
    case $S in
      CONFIRMED|ROLLED|DRIFT) fsync "$D/state-$S" || die 7 'cannot sync the state';;
      *) for i in $ITEMS; do load "$i"; [ -z "$BEGUN" ] || die 10 "state is $S"; done; TIMER=${TIMER:-systemd};;   # refused, but not removed
    esac
    disarm; if [ "$TIMER" = systemd ] && alive; then die 7 'the timer does not stop'; fi
#pt
    mv -T "$D" "$B/tx.new" || die 7 'cannot remove the record'   # never half of a record under its own name
    { true >"$B/tx.new/gone" && fsync "$B/tx.new/gone"; } 2>/dev/null || die 7 'cannot sync the removal'   # a new file: its sync takes the rename along
    remove
  elif archived "$ID"; then rm -rf "$D" || die 7 'cannot remove the record'; fi
  locate || for B in "$ETC" "$RUN"; do D=$B/tx; [ ! -d "$B" ] || remove; done   # also what a killed arm left
  echo 'initscope-guard 1'; echo 'state NONE'; echo end
}
report() {
  echo 'initscope-guard 1'; echo "state $S"
  if [ "$S" != NONE ]; then
    for f in id owner boot deadline timer; do first "$D/$f"; echo "$f $V"; done
    uptime; echo "boot-now $BOOT"; echo "uptime $NOW"
    for i in $ITEMS; do
      load "$i"; "${KIND}_now" "$TARGET"
      echo "item $i $KIND $PHASE $TARGET"; echo "before $BEFORE"; echo "want $WANT"; [ -z "$SEEN" ] || echo "after $AFTER"
      [ -z "$BEGUN" ] || echo begun; echo "now $V"
    done
  fi
  echo end
}
main() {
  v=${1-}; [ $# = 0 ] || shift
  case $v in
    arm) arm "$@";;
    apply|confirm|forget) [ $# = 1 ] || die 2 usage; "$v" "$@";;
    extend) [ $# = 2 ] || die 2 usage; extend "$@";;
    rollback) [ $# = 1 ] || [ $# = 2 ] || die 2 usage; rollback "$@";;
    status) status "$@";;
    *) die 2 usage;;
  esac
}
main "$@" </dev/null
