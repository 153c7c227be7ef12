boolean_now() { V=$(cat "$R/sys/fs/selinux/booleans/$T" 2>/dev/null) || E='there is no such boolean, or SELinux is off'; V=${V%% *}; }
boolean_set() { setsebool "$T" "$1" >/dev/null 2>&1; }
lastbool_now() { # what the policy store says of it, "absent" where it does not
  V=absent; selinux_store || { E='there is no policy store'; return 0; }
  [ -e "$D/booleans.local" ] || return 0
  while IFS= read -r L || [ -n "$L" ]; do case $L in "$T="*) V=${L#*=};; esac; done <"$D/booleans.local"
}
lastbool_set() { # semanage forgets all its lines or none: the others are set again, from a list that outlives a kill
  [ "$1" = absent ] || { setsebool -P "$T" "$1" >/dev/null 2>&1; return; }
  o=$STORE.others-$T
  [ -e "$o" ] || {
    mkdir -p "${STORE%/*}" && { echo 'boolean -D'; sed -n -e "/^$T=/d" -e 's/^\([^=]*\)=\([01]\)$/boolean -m -\2 \1/p' "$D/booleans.local"; } >"$o.new" && mv "$o.new" "$o"
  } || return 1
  semanage import <"$o" >/dev/null 2>&1 && rm -f "$o"
}
