# InitScope reads what SELinux denied lately: reads only. INITSCOPE_ROOT is the root of a rehearsed host.
# Arguments: NONCE MINUTES. Each answer follows a line "NONCE NAME"; the line "NONCE end" is the last. Of a long log its end.
main() {
  umask 077; LC_ALL=C; export LC_ALL
  R=${INITSCOPE_ROOT-}; [ -n "$R" ] || { PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH; }
  nonce=$1; log=$R/var/log/audit/audit.log
  s() { printf '\n%s %s\n' "$nonce" "$1"; }
  has() { command -v "$1" >/dev/null; }
  end() { tail -c 4194304; }
  since=$(($(date +%s) - $2 * 60))
  s since; echo "$since"
  s selinux; cat "$R/sys/fs/selinux/enforce"
  if [ -r "$log" ] && has ausearch; then
    s source; echo ausearch
    s log; timeout 60 ausearch --input-logs --raw -m avc,user_avc,selinux_err -ts "$(date -d "@$since" +%x)" "$(date -d "@$since" +%X)" | end
  elif [ -r "$log" ]; then
    s source; echo audit.log
    s log; tail -c 16777216 "$log" | grep -aE 'type=(AVC|USER_AVC|SELINUX_ERR|SYSCALL|PATH|CWD|PROCTITLE|AVC_PATH) ' | end
  elif has journalctl; then
    s source; echo journal
    s log; timeout 60 journalctl -k --no-pager -o short-iso --since "@$since" | grep -aE 'audit|avc:' | end
  elif has dmesg; then
    s source; echo dmesg
    s log; dmesg | grep -aE 'audit|avc:' | end
  else
    s source; echo none
  fi
  s end
} 2>/dev/null
main "$@" </dev/null
