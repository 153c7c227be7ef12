sysctl_now() { V=$(cat "$R/proc/sys/$T" 2>/dev/null) || { V='(cannot be read)'; return 0; }; set -f; set -- $V; set +f; V=$*; }
sysctl_set() { [ -f "$R/proc/sys/$T" ] && printf '%s\n' "$1" 2>/dev/null >"$R/proc/sys/$T"; }

# A line of our own file; "-" where it has none. All other lines stay as they are.
OWN=$R@OWN@
HEAD='@HEAD@'
line_now() {
  V=-
  if [ -L "$OWN" ] || { [ -e "$OWN" ] && [ ! -f "$OWN" ]; }; then V="($OWN is not a plain file)"; fi
  [ "$V" = - ] && [ -f "$OWN" ] || return 0
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
