ldconf_now() { content_now "$R$T"; }
ldconf_set() { content_set "$R$T" "$1" && ldconfig >/dev/null 2>&1; }
