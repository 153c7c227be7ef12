module_now() { # of the priority that semodule -X 400 writes
  selinux_store || { E='there is no policy store'; return 0; }
  if [ -d "$D/modules/400/$T" ]; then V=installed; else V=absent; fi
}
module_set() { # X is the module in the Common Intermediate Language
  if [ "$1" = absent ]; then semodule -X 400 -r "$T" >/dev/null 2>&1; return; fi
  d=$(mktemp -d) || return 1
  printf %s "$X" >"$d/$T.cil" && semodule -X 400 -i "$d/$T.cil" >/dev/null 2>&1
  s=$?; rm -rf "$d"; return $s
}
