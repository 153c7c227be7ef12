content_now() { # FILE: "absent", or "=" and all of it
  if [ -L "$1" ] || { [ -e "$1" ] && [ ! -f "$1" ]; }; then V=; E="$1 is not a plain file"
  elif [ -e "$1" ]; then V=$(cat "$1" && echo .) || { E="$1 cannot be read"; return 0; }; V="=${V%.}"
  else V=absent; fi
}
content_set() { if [ "$2" = absent ]; then rm -f "$1"; else printf %s "${2#=}" | replace "$1"; fi; } # FILE VALUE
