# A drop-in of this change's own; H says that systemd has not loaded what stands there.
dropin_now() {
  content_now "$R@UNITS@/$T.d/@DROPIN@"
  case $(systemctl show -p NeedDaemonReload "$T" 2>/dev/null) in *=yes*) H=1;; *) H=;; esac
  [ "$V" = "$W" ] || [ -n "${BEGUN-}" ] || case $(systemctl show -p NeedDaemonReload '*' 2>/dev/null) in
    *=yes*) E='unit files were changed and not loaded yet: systemctl daemon-reload would load them too';;
  esac
}
dropin_set() { # X is restart or nothing
  d=$R@UNITS@/$T.d
  [ "$1" = absent ] || [ -d "$d" ] || (umask 022; mkdir -p "$d") || return 1
  content_set "$d/@DROPIN@" "$1" || return 1
  [ "$1" != absent ] || rmdir "$d" 2>/dev/null
  systemctl daemon-reload >/dev/null 2>&1 || return 1
  [ -z "$X" ] || systemctl restart "$T" >/dev/null 2>&1
}
