#!/bin/sh
# InitScope's guard: keeps one change of this host on trial, and takes it back unless it is confirmed.
#   guard arm ID etc|run SECONDS OWNER GUARD-TEXT [KIND PHASE TARGET BEFORE WANT WITH FORWARD BACK BEFORE-BYTES WANT-BYTES]...
#   guard apply|confirm|forget ID    guard extend ID SECONDS    guard rollback ID [timer|at|boot|late]    guard status [ID]
# PHASE: try (a boot takes it back by itself), hold (done at apply, outlives a boot), persist (done at confirm).
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
UNITS=$ROOT/etc/systemd/system; GUARDS='initscope-guard.service initscope-guard-late.service'
BY=; HERE=; ERR=
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
started() { START=; GROUP=; if IFS= read -r L 2>/dev/null <"/proc/$1/stat"; then L=${L##*) }; set -- $L; GROUP=$3; START=${20-}; fi; }
lock() { # SECONDS; leaves status 1 when somebody holds it longer
  exec 9>"$ROOT/run/initscope.lock"
  flock -w "$1" 9 || return 1
  started $$; echo "$$ $START" >"$ROOT/run/initscope.holder"
}
fence() { # the holder hangs: nothing it still plans may happen, then it ends
  first "$ROOT/run/initscope.holder"; set -- $V; [ $# = 2 ] || return 1
  if locate; then for s in PREP ARMED CONFIRMING; do mv -T "$D/state-$s" "$D/state-ROLLING" 2>/dev/null && break; done; fi
  started "$1"; [ "$START" = "$2" ] && { V=$GROUP; started $$; [ "$V" = "$GROUP" ] || kill -9 -- "-$V"; kill -9 "$1"; }   # what it started too
  lock 10
}

# --- kinds ----------------------------------------------------------------------------------------------------------
# NAME_now sets V to what is there; " !" at its end: half of ours is done. NAME_set ITEM before|want. stage: neither can fail
# for want of space. again: though the value is back, the rest of taking back is not known to be done.
ask() { ERR=$("$@" 2>&1 >/dev/null); }               # runs it and keeps what it says when it fails
asks() { ERR=$("$@" 2>&1 >/dev/null 9>&-); }         # the same for SELinux's own tools, whose domain may not have our lock
sysctl_now() { V=$(cat "$ROOT$1" 2>/dev/null) || { V='(unreadable)'; return 0; }; set -f; set -- $V; set +f; V=$*; }
sysctl_set() { if [ "$2" = want ]; then V=$WANT; else V=$BEFORE; fi; printf '%s\n' "$V" 2>/dev/null >"$ROOT$TARGET"; }
pair_now() { b=${1#* }; sysctl_now "${1%% *}"; a=$V; sysctl_now "$b"; V="$a $V"; }
pair_set() { # of two that exclude each other, the one that is not zero
  if [ "$2" = want ]; then V=$WANT; else V=$BEFORE; fi
  if [ "${V#* }" != 0 ]; then printf '%s\n' "${V#* }" 2>/dev/null >"$ROOT${TARGET#* }"; else printf '%s\n' "${V% *}" 2>/dev/null >"$ROOT${TARGET%% *}"; fi
}
file_now() {
  if [ -L "$ROOT$1" ]; then V='(link)'; elif [ -e "$ROOT$1" ]; then V=$(sha256sum <"$ROOT$1") || V='(unreadable)'; V=${V%% *}; else V=absent; fi
}
staged() { P=$ROOT${TARGET%/*}/.${TARGET##*/}.initscope-$1; }
file_one() { # beside the target, with its owner, mode and label
  staged "$2"; rm -f "$P"; [ ! -e "$ROOT$TARGET" ] || cp -a "$ROOT$TARGET" "$P" || return 1
  (umask 022; exec dd if="$D/$1.$2" of="$P" conv=fsync 2>/dev/null)
}
file_stage() { # the copy that goes back keeps the file's time: systemd would take a newer one for one it has not read
  if [ -e "$D/$1.before" ]; then staged before; rm -f "$P"; cp -a "$ROOT$TARGET" "$P" 2>/dev/null && fsync "$P" || return 1; fi
  if [ -e "$D/$1.want" ]; then file_one "$1" want || return 1; fi
}
file_unstage() { staged want; w=$P; staged before; rm -f "$P" "$w"; }
file_sync() { f=$ROOT$TARGET; [ "$BEFORE" != absent ] || f=$D/$1.removed; [ ! -e "$f" ] || fsync "$f"; }
file_set() {
  if [ ! -e "$D/$1.$2" ]; then
    [ ! -e "$ROOT$TARGET" ] || { mv -f "$ROOT$TARGET" "$D/$1.removed" && fsync "$D/$1.removed"; }; return
  fi
  staged "$2"; [ -e "$P" ] || file_one "$1" "$2" || return 1
#pt
  mv -fT "$P" "$ROOT$TARGET" || return 1
#pt
  fsync "$ROOT$TARGET" || return 1
  if command -v restorecon >/dev/null; then restorecon "$ROOT$TARGET" >/dev/null 2>&1 9>&-; fi
  return 0
}
fstab_now() { file_now "$1"; }
fstab_set() { # at a boot its units were made before the guard ran, and not mounted yet
  file_set "$@" || return 1
#pt
  [ "$2$BY" != beforeboot ] || systemctl daemon-reload >/dev/null 2>&1
}
fstab_stage() { # a table that is worse than the one there is not taken
  file_stage "$1" || return 1; staged want
  O=$(findmnt --verify --tab-file "$ROOT$TARGET" 2>/dev/null); N=$(findmnt --verify --tab-file "$P" 2>/dev/null) || { faults "$O"; O=$n; faults "$N"; [ "$n" -le "$O" ]; }
}
faults() { # TEXT of findmnt: sets n
  n=0; I=$IFS; IFS='
'
  set -f; for L in $1; do case $L in *'[E]'*) n=$((n + 1));; esac; done; set +f; IFS=$I
}
mount_now() { # options of the mount, rw or ro of its file system, then NAME=VALUE of each option in WITH
  V=$(cat "$ROOT/proc/self/mountinfo" 2>/dev/null) || V=; M=; I=$IFS; IFS='
'
  set -f; for L in $V; do IFS=' '; set -- "$TARGET" $L; IFS=$I; [ "$6" != "$1" ] || M=$L; done; set +f
  IFS=$I; V='(not mounted)'; [ -n "$M" ] || return 0
  set -f; set -- $M; O=$6; set -- ${M##* - }; N=$3; set -- $WITH; set +f; shift 2
  V="$O ${N%%,*}"
  for w in "$@"; do case ,$N, in *,$w=*) L=,$N; L=${L#*,"$w"=}; V="$V $w=${L%%,*}";; *,$w,*) V="$V $w";; *) V="$V $w=-";; esac; done
}
mount_set() {
  if [ "$2" = want ]; then O=$FORWARD; else O=$BACK; fi
  case $WITH in *' bind'*) ask mount -o "remount,bind,$O" "$TARGET";; *) ask mount -o "remount,$O" "${WITH%% *}" "$TARGET";; esac
}
boolean_now() { V=$(cat "$ROOT/sys/fs/selinux/booleans/$1" 2>/dev/null) || V='(unreadable)'; V=${V%% *}; }
boolean_set() { if [ "$2" = want ]; then V=$WANT; else V=$BEFORE; fi; asks setsebool "$TARGET" "$V"; }
lastbool_now() { # what the policy store says of it, in the file WITH
  V=absent; [ -e "$ROOT$WITH" ] || return 0
  while IFS= read -r L; do case $L in "$1="*) V=${L#*=};; esac; done <"$ROOT$WITH"
}
lastbool_set() { # semanage forgets all its lines or none: the others are set again, from a list that was synced before
  if [ "$2" = want ]; then V=$WANT; else V=$BEFORE; fi
  if [ "$V" != absent ]; then asks setsebool -P "$TARGET" "$V"; return; fi
  P=$D/$1.others
  if [ ! -e "$P" ]; then
    { echo 'boolean -D'; while IFS= read -r L; do case $L in "$TARGET="*) ;; *=[01]) echo "boolean -m -${L#*=} ${L%=*}";; esac; done <"$ROOT$WITH"; } >"$P.new" &&
      fsync "$P.new" && mv -fT "$P.new" "$P" && fsync "$P" || return 1
#pt
  fi
  asks semanage import <"$P"
}
module_now() { V=absent; [ ! -d "$ROOT$WITH/$1" ] || V=installed; }
module_set() { # the text lies in the store's own folder, because semodule's domain may map files of that type
  P=$ROOT${WITH%/active*}/$TARGET.cil
  if [ "$2" = want ]; then
    dd if="$D/$1.want" of="$P" 2>/dev/null && asks semodule -X 400 -i "$P"; O=$?; rm -f "$P"; return $O
  fi
  rm -f "$P"
  if [ -d "$ROOT$WITH/$TARGET" ]; then asks semodule -X 400 -r "$TARGET"; else asks semodule -R; fi
}
settled() { # what a killed guard had begun in the policy store goes on to its end
  case $KIND in
    module|lastbool|port) P=${WITH%/active*};; fcontext) P=${WITH%/contexts*}; [ ! -d "$ROOT/var/lib/selinux/${P##*/}" ] || P=/var/lib/selinux/${P##*/};;
    *) return 0;;
  esac
  P=$ROOT$P/semanage.trans.LOCK; [ ! -e "$P" ] || flock -w 100 "$P" true
}
label_now() { V=$(stat -c %C "$ROOT$1" 2>/dev/null) || V='(unreadable)'; }
label_set() { if [ "$2" = want ]; then V=$WANT; else V=$BEFORE; fi; ask chcon -h "$V" "$ROOT$TARGET"; }
fcontext_now() { # the local line for this pattern, in the file WITH
  V=absent; [ -e "$ROOT$WITH" ] || return 0
  while read -r L w; do if [ "$L" = "$1" ]; then V=${w##* }; fi; done <"$ROOT$WITH"
}
fcontext_set() {
  if [ "$2" = want ]; then
    if [ "$BEFORE" = absent ]; then asks semanage fcontext -a -t "$FORWARD" "$TARGET"; else asks semanage fcontext -m -t "$FORWARD" "$TARGET"; fi
  elif [ "$BEFORE" = absent ]; then asks semanage fcontext -d "$TARGET"; else asks semanage fcontext -m -t "$BACK" "$TARGET"; fi
}
port_now() { # type of the local line for this port, in the file WITH; a range is another port
  V=absent; [ -e "$ROOT$WITH" ] || return 0
  while read -r L a b w; do case $L/$a/$b/$w in "portcon/$1/-"*) ;; "portcon/$1/"*) V=${w#*:}; V=${V#*:}; V=${V%%:*};; esac; done <"$ROOT$WITH"
}
port_set() {
  a=${TARGET%/*}; b=${TARGET#*/}
  if [ "$2" = want ]; then
    if [ "$BEFORE" = absent ]; then asks semanage port -a -t "$WANT" -p "$a" "$b"; else asks semanage port -m -t "$WANT" -p "$a" "$b"; fi
    return
  fi
  port_now "$TARGET"; a=${TARGET%/*}; b=${TARGET#*/}
  if [ "$V" = "$BEFORE" ]; then asks semodule -R   # the store is right, the kernel may not be
  elif [ "$BEFORE" = absent ]; then asks semanage port -d -p "$a" "$b"; else asks semanage port -m -t "$BEFORE" -p "$a" "$b"; fi
}
gone() { case $(systemctl show -p LoadState "$1" 2>/dev/null) in *=not-found) return 0;; esac; return 1; }
dropin_now() { # sets ACTIVE too
  file_now "$1"; ACTIVE=$(systemctl show -p NeedDaemonReload -p ActiveState "$WITH" 2>/dev/null) || ACTIVE=
  case $ACTIVE in *NeedDaemonReload=yes*) V="$V !";; esac
  case $ACTIVE in *ActiveState=inactive*) ACTIVE=inactive;; *ActiveState=failed*) ACTIVE=failed;; *) ACTIVE=active;; esac
}
dropin_stage() {
  case $(systemctl show -p NeedDaemonReload '*' 2>/dev/null) in *=yes*) WHY='a unit file was changed and is not loaded yet'; return 1;; esac
}
dropin_set() {
  d=$ROOT${TARGET%/*}
  if [ -e "$D/$1.$2" ]; then [ -d "$d" ] || mkdir -m 755 "$d" 2>/dev/null || mkdir -m 755 "${d%/*}" "$d" || return 1; fi
  file_set "$1" "$2" || return 1
#pt
  [ -e "$D/$1.$2" ] || rmdir "$d" 2>/dev/null
  ask systemctl daemon-reload || return 1
  if [ "$2$FORWARD" = wantrestart ]; then { echo "$ACTIVE" >"$D/$1.restarted" && fsync "$D/$1.restarted"; } || return 1; fi
#pt
  if [ -e "$D/$1.restarted" ] && [ -n "$HERE" ]; then   # what did not run before is not left running
    r=restart; [ "$2" = want ] || { first "$D/$1.restarted"; [ "$V" = active ] || r=stop; }
    ask systemctl --no-block $r "$WITH" || { [ "$2" = before ] && gone "$WITH"; } || return 1
  fi
#pt
  [ "$2" = want ] || rm -f "$D/$1.restarted"
}
dropin_end() { # the file of the trial, once another says the same for good; systemd must not be left to find it gone
  if [ -e "$ROOT$TARGET" ]; then rm -f "$ROOT$TARGET"; rmdir "$ROOT${TARGET%/*}" 2>/dev/null; systemctl daemon-reload >/dev/null 2>&1; return; fi
  case $(systemctl show -p NeedDaemonReload "$WITH" 2>/dev/null) in *=yes*) systemctl daemon-reload >/dev/null 2>&1;; esac
}
cgroup_now() { # WITH: shown name, drop-in that systemd makes, whether it was there, file of the kernel, what it shall hold
  V=$(systemctl show -p "${WITH%% *}" "$1" 2>/dev/null) || V='(unreadable)'; V=${V#*=}
  case $V in *.*s) while [ "${V%0s}" != "$V" ]; do V=${V%0s}s; done;; esac
}
cgroup_set() {
  if [ "$2" = want ]; then O=$FORWARD; else O=$BACK; fi
  set -f; set -- "$2" $WITH; set +f   # $2 shown $3 drop-in $4 old|new $5 kernel's file, then its words
  ask systemctl set-property --runtime "$TARGET" "$O" || { [ "$1" = before ] && gone "$TARGET"; } || return 1
#pt
  # systemd puts the new drop-in behind the others, finds it elsewhere by its name, and from then on says that it must reload
  case $(systemctl show -p NeedDaemonReload "$TARGET" 2>/dev/null) in *=yes*) ask systemctl daemon-reload || return 1;; esac
  if [ "$1" = before ]; then
    if [ "$4" = new ] && [ -e "$ROOT$3" ]; then rm -f "$ROOT$3"; rmdir "$ROOT${3%/*}" 2>/dev/null; systemctl daemon-reload >/dev/null 2>&1; fi
  elif [ "$5" != - ] && [ -e "$ROOT$5" ]; then
    V=$(cat "$ROOT$5"); ERR="$5 holds $V"; shift 5; [ "$V" = "$*" ] || return 1
  fi
}
ldconf_now() { file_now "$1"; }
ldconf_set() {
  file_set "$@" || return 1
#pt
  ask ldconfig
}
stage() {
  case $KIND in
    file|ldconf) file_stage "$1";; fstab) fstab_stage "$1";;
    cgroup) dropin_stage;;
    dropin) dropin_stage && { [ ! -d "$ROOT${TARGET%/*}" ] || file_stage "$1"; };; *) :;;
  esac
}
unstage() {
  case $KIND in
    file|fstab|ldconf) file_unstage "$1";;
    dropin) case $S$TARGET$BACK in CONFIRMED/run/*superseded) dropin_end;; esac; [ ! -d "$ROOT${TARGET%/*}" ] || file_unstage "$1";;
  esac
}
again() {
  case $KIND in
    dropin) [ ! -e "$D/$1.undone" ] || { [ -e "$D/$1.restarted" ] && [ -n "$HERE" ]; };;
    fstab) [ "$BY" = boot ] && [ ! -e "$D/$1.undone" ];;
    lastbool) [ -e "$D/$1.others" ] && [ ! -e "$D/$1.undone" ];;
    ldconf|module|port|cgroup) [ ! -e "$D/$1.undone" ] && { [ "$KIND" != cgroup ] || [ -n "$HERE" ]; };;
    *) false;;
  esac
}
early() { case $KIND in sysctl|pair|file|fstab|dropin|boolean|cgroup) return 0;; *) return 1;; esac; } # before the file systems

# --- items ----------------------------------------------------------------------------------------------------------
items() { ITEMS=; SMETI=; for f in "$D"/*.item; do [ -e "$f" ] || continue; f=${f##*/}; ITEMS="$ITEMS ${f%.item}"; SMETI="${f%.item} $SMETI"; done; }
load() {
  { IFS= read -r KIND; IFS= read -r PHASE; IFS= read -r TARGET; IFS= read -r BEFORE; IFS= read -r WANT
    IFS= read -r WITH; IFS= read -r FORWARD; IFS= read -r BACK; } <"$D/$1.item"
  AFTER=; E=; if [ -e "$D/$1.after" ]; then { IFS= read -r AFTER; IFS= read -r E; } <"$D/$1.after" || :; fi
  if [ "$E" = end ]; then SEEN=1; else SEEN=; AFTER=; fi   # a torn record counts as none
  if [ -e "$D/$1.begin" ]; then BEGUN=1; else BEGUN=; fi
}
here() { first "$D/boot"; HERE=; [ "$V" != "$BOOT" ] || HERE=1; }
do_phase() { # now|persist; status 0, or 1 with WHY
  here
  for i in $ITEMS; do
    load "$i"; case $PHASE in persist) [ "$1" = persist ];; *) [ "$1" = now ];; esac || continue
    "${KIND}_now" "$TARGET"
    if [ "$V" != "$BEFORE" ]; then
      if [ -n "$SEEN" ] && [ "$V" = "$AFTER" ]; then continue; fi
      WHY="$TARGET is '$V', it was '$BEFORE' when the plan was made"; return 1
    fi
    case $KIND in dropin|cgroup) dropin_stage || return 1;; esac
#pt
    { true >"$D/$i.begin" && fsync "$D/$i.begin"; } 2>/dev/null || { WHY="cannot record the start of $TARGET"; return 1; }
#pt
    ERR=; "${KIND}_set" "$i" want || { set -f; set -- "$1" $ERR; set +f; ERR=$*; ERR=${ERR#"$1"}; WHY="the host refused '$WANT' for $TARGET${ERR:+:$ERR}"; return 1; }
#pt
    "${KIND}_now" "$TARGET"
    { printf '%s\nend\n' "$V" >"$D/$i.after" && fsync "$D/$i.after"; } 2>/dev/null || { WHY="cannot record the value of $TARGET"; return 1; }
#pt
    [ "$V" = "$WANT" ] || { WHY="$TARGET became '$V', not '$WANT'"; return 1; }
  done
}
still() { # what is on trial stands, also now that what lasts was written
  WROTE=; for i in $ITEMS; do load "$i"; [ "$PHASE" != persist ] || WROTE=1; done
  [ -n "$WROTE" ] || return 0
  for i in $ITEMS; do
    load "$i"; [ "$PHASE" != persist ] || continue
    "${KIND}_now" "$TARGET"
    [ "$V" = "$AFTER" ] || { WHY="$TARGET became '$V' when what lasts was written"; return 1; }
  done
}
undo() { # newest first, what lasts first; sets DRIFTED, LEFT and LATER
  DRIFTED=; LEFT=; LATER=; LASTING=; here
  for i in $ITEMS; do load "$i"; if [ "$PHASE" != try ] && [ -n "$BEGUN" ]; then LASTING=1; fi; done
  for p in persist now; do for i in $SMETI; do
    load "$i"; case $PHASE in persist) [ $p = persist ];; *) [ $p = now ];; esac && [ -n "$BEGUN" ] || continue
    if [ "$BY" = boot ] && ! early; then LATER=1; continue; fi
    settled; "${KIND}_now" "$TARGET"; HALF=; if [ "$V" != "${V% !}" ]; then HALF=1; V=${V% !}; fi
    if [ "$V" = "${BEFORE% !}" ]; then   # perhaps restored by one that was killed before it synced
      case $KIND in file|fstab|dropin|ldconf) file_sync "$i" || LEFT="$LEFT $TARGET";; esac
      [ -n "$HALF" ] && [ "$BEFORE" = "${BEFORE% !}" ] || again "$i" || continue
    else
      if [ "$PHASE" = persist ]; then OURS=$WANT; elif [ -n "$SEEN" ]; then OURS=${AFTER% !}; elif [ -n "$HERE" ]; then OURS=$V; else OURS=$WANT; fi
      if [ "$V" != "$OURS" ]; then   # somebody else's; in another boot a runtime value is the boot's
        if [ "$PHASE" != try ] || [ -n "$HERE" ]; then DRIFTED=1; fi; continue
      fi
      if [ "$PHASE" = try ] && [ -z "$HERE" ] && [ -z "$LASTING" ]; then continue; fi
    fi
#pt
    "${KIND}_set" "$i" before || case $KIND in sysctl|pair|mount|boolean|label) ;; *) LEFT="$LEFT $TARGET";; esac   # what is read back decides
#pt
    "${KIND}_now" "$TARGET"; if [ "$V" != "$BEFORE" ]; then LEFT="$LEFT $TARGET"; continue; fi
    case $KIND in ldconf|module|port|lastbool|cgroup|fstab|dropin) { true >"$D/$i.undone" && fsync "$D/$i.undone"; } 2>/dev/null;; esac   # spares doing it again
  done; done
}
take_back() { # from the state S; status 0 rolled back, 7 drift or incomplete
  [ "$S" = ROLLING ] || to "$S" ROLLING || die 10 "state is no longer $S"
  undo
  [ -z "$LATER" ] || return 0   # the second unit goes on once the file systems are there
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
  # a link is the first to be made: half a boot guard has it too
  if [ "$B" = "$ETC" ]; then set --; for u in $GUARDS; do f=$UNITS/sysinit.target.wants/$u; if [ -e "$UNITS/$u" ] || [ -L "$f" ]; then set -- "$@" "$UNITS/.$u.tmp" "$f" "$UNITS/$u"; fi; done; [ $# = 0 ] || rm -f "$@"; fi
  for i in $ITEMS; do load "$i"; unstage "$i"; done
#pt
  case $TIMER in systemd) systemctl stop "initscope-$ID.timer" >/dev/null 2>&1;; 'at '*) atrm "${TIMER#at }" >/dev/null 2>&1;; esac
}
guard_unit() { # NAME RUN, then lines of its own
  W=$UNITS/sysinit.target.wants; u=$1; r=$2; shift 2; [ -d "$W" ] || mkdir -m 755 "$W" || return 1
  ln -sf "../$u" "$W/$u" || return 1
  (umask 022; printf '%s\n' '[Unit]' 'Description=Take back an unconfirmed InitScope change' 'DefaultDependencies=no' \
    "ConditionPathExists=${D#"$ROOT"}/id" "$@" "ExecStart=/bin/sh ${B#"$ROOT"}/guard rollback $ID $r" >"$UNITS/.$u.tmp") 2>/dev/null || return 1
  mv -fT "$UNITS/.$u.tmp" "$UNITS/$u" && fsync "$UNITS/$u"
}
boot_guard() { # the first before files are read that we may have written; the second for what needs the file systems, until done
  guard_unit initscope-guard.service boot 'After=systemd-remount-fs.service' 'Wants=local-fs-pre.target' \
    'Before=local-fs-pre.target systemd-sysctl.service local-fs.target sysinit.target' \
    '[Service]' 'Type=oneshot' &&
  guard_unit initscope-guard-late.service late 'After=initscope-guard.service local-fs.target' 'Conflicts=shutdown.target' \
    '[Service]' 'Type=simple' 'Restart=on-failure' 'RestartSec=60'
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
  while [ $# -ge 10 ]; do
    n=$((n + 1)); printf '%s\n' "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8" >"$N/$n.item" || return 1
    case $1 in file|fstab|dropin|ldconf|module)
      [ "$4" = absent ] || { printf '%s' "$9" >"$N/$n.before" && fsync "$N/$n.before"; } || return 1
      [ "$5" = absent ] || { printf '%s' "${10}" >"$N/$n.want" && fsync "$N/$n.want"; } || return 1;;
    esac
    fsync "$N/$n.item" || return 1; [ "$2" = try ] || LASTS=1
    shift 10
  done
}
arm() {
  [ $# -ge 15 ] && [ $((($# - 5) % 10)) = 0 ] || die 2 'arm: wrong arguments'
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
    WHY="no room beside $TARGET"; stage "$i" || refuse "$WHY"
  done
#pt
  if [ -n "$LASTS" ]; then boot_guard || refuse "cannot write $UNITS"; fi
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
  do_phase now || { W=$WHY; take_back || die 7 "$W; not everything could be taken back"; die 6 "$W"; }
  report
}
confirm() {
  open "$1"
  case $S in CONFIRMED) fsync "$D/state-$S" || die 7 'cannot sync the state'; disarm; report; return;; ARMED) ;; *) die 10 "state is $S";; esac
  first "$D/boot"; [ "$V" = "$BOOT" ] || die 10 'the host was booted since'
  for i in $ITEMS; do
    load "$i"; "${KIND}_now" "$TARGET"
    if [ "$PHASE" != persist ]; then
      [ -n "$SEEN" ] || die 10 'not applied yet'
      [ "$V" = "$AFTER" ] || die 8 "$TARGET is '$V' now, '$AFTER' after our change, '$BEFORE' before it"
      if [ -e "$D/$i.restarted" ] && [ "$ACTIVE" = failed ]; then die 8 "$WITH failed since we restarted it"; fi
    else
      [ "$V" = "$BEFORE" ] || die 8 "$TARGET was changed by somebody else"
    fi
  done
  to ARMED CONFIRMING || die 10 'lost the race for the state'
  do_phase persist || { W=$WHY; S=CONFIRMING; take_back || die 7 "$W; not everything could be taken back"; die 6 "$W"; }
  still || { W=$WHY; S=CONFIRMING; take_back || die 7 "$W; not everything could be taken back"; die 6 "$W"; }
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
    *) here
      case $S$BY$HERE in ARMEDtimer*) due || return 0;; ARMEDat*) due || exit 75;; ARMEDboot1|ARMEDlate1) return 0;; esac   # no boot: somebody started the unit
      take_back; state;;
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
      [ -z "$BEGUN" ] || echo begun; [ -z "$FORWARD" ] || echo "by $FORWARD"; echo "now $V"
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
