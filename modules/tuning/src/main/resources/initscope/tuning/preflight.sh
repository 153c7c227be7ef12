# InitScope looks at what a change of kernel parameters would meet: reads only. INITSCOPE_ROOT is the root of a rehearsed host.
# Arguments: NONCE PID|- PATH-BELOW-PROC-SYS...  Each answer follows a line "NONCE NAME".
main() {
  umask 077; LC_ALL=C; export LC_ALL
  R=${INITSCOPE_ROOT-}; [ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
  nonce=$1; pid=$2; shift 2
  s() { printf '\n%s %s\n' "$nonce" "$1"; }
  s uid; id -u
  s machine-id; cat "$R/etc/machine-id"
  s boot-id; cat "$R/proc/sys/kernel/random/boot_id"
  s kernel; cat "$R/proc/sys/kernel/osrelease"
  s cmdline; [ ! -e "$R/proc/cmdline" ] || cat "$R/proc/cmdline"
  s timer; if command -v systemd-run >/dev/null && { [ -n "$R" ] || [ -d /run/systemd/system ]; }; then echo systemd-run; elif command -v at >/dev/null && [ -s "$R/run/atd.pid" ]; then echo at; else echo none; fi
  s etc; if [ -d "$R/etc/.initscope" ] || { mkdir "$R/etc/.initscope" && rmdir "$R/etc/.initscope"; }; then echo writable; else echo no; fi 2>/dev/null
  s tuned; if command -v tuned-adm >/dev/null; then timeout 5 tuned-adm active 2>&1 | head -c 4096; fi
  if [ "$pid" != - ]; then s netns; readlink "$R/proc/$pid/ns/net"; readlink "$R/proc/1/ns/net"; fi
  for k in "$@"; do
    f=$R/proc/sys/$k
    if [ ! -f "$f" ]; then s "absent $k"; continue; fi
    s "mode $k"; stat -c %a "$f"
    s "value $k"; head -c 65536 "$f"
  done
  n=0
  for f in "$R"/run/sysctl.d/*.conf "$R"/etc/sysctl.d/*.conf "$R"/usr/local/lib/sysctl.d/*.conf "$R"/usr/lib/sysctl.d/*.conf "$R"/lib/sysctl.d/*.conf "$R"/etc/sysctl.conf; do
    [ -f "$f" ] || continue
    n=$((n + 1)); [ $n -le 200 ] || break
    s "file $(readlink -f "$f") ${f#"$R"}"; head -c 262144 "$f"
  done
  f=$R/etc/sysctl.d/99-zz-initscope.conf
  if [ -e "$f" ] || [ -L "$f" ]; then s own; stat -c '%F|%a|%u|%h' "$f"; fi
  s end
} 2>/dev/null
main "$@" </dev/null
