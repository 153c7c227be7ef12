# shellcheck disable=SC2086  # a value is its words, with one space between them
sysctl_now() {
  V=$(cat "$R/proc/sys/$T" 2>/dev/null) || { E='it cannot be read'; return 0; }
  set -f; set -- $V; set +f; V=$*
}
sysctl_set() { [ -f "$R/proc/sys/$T" ] && printf '%s\n' "$1" 2>/dev/null >"$R/proc/sys/$T"; }

# A line of our own file; "-" where it has none. All other lines stay as they are.
OWN=$R@OWN@
HEAD='@HEAD@'
line_now() {
  V=-
  if [ -L "$OWN" ] || { [ -e "$OWN" ] && [ ! -f "$OWN" ]; }; then E="$OWN is not a plain file"; fi
  [ -z "$E" ] && [ -f "$OWN" ] || return 0
  while IFS= read -r L || [ -n "$L" ]; do case $L in "$T = "*) V="=${L#"$T = "}";; esac; done <"$OWN"
}
line_text() { # VALUE
  if [ -f "$OWN" ]; then cat "$OWN"; else printf '%s\n' "$HEAD"; fi | {
    D=$1   # still to be written
    while IFS= read -r L || [ -n "$L" ]; do
      case $L in "$T = "*) [ "$D" != - ] || continue; L="$T = ${D#=}"; D=-;; esac
      printf '%s\n' "$L"
    done
    [ "$D" = - ] || printf '%s\n' "$T = ${D#=}"
  }
}
line_set() {
  L=$(line_text "$1") || return 1
  if [ "$L" = "$HEAD" ]; then rm -f "$OWN"; else printf '%s\n' "$L" | replace "$OWN"; fi
}

# Two that exclude each other, as one value; of the two the one that is not zero is written. A kernel may lack one.
pair_now() { p=$T; T=${p%% *}; sysctl_now; a=$V; T=${p#* }; if [ -e "$R/proc/sys/$T" ]; then sysctl_now; else V=0; fi; T=$p; V="$a $V"; }
pair_set() { p=$T; if [ "${1#* }" != 0 ]; then T=${p#* }; sysctl_set "${1#* }"; else T=${p%% *}; sysctl_set "${1% *}"; fi; s=$?; T=$p; return $s; }
