# What this host can give. $1: nonce.
LC_ALL=C; export LC_ALL
PATH=/usr/sbin:/usr/bin:/sbin:/bin; export PATH
N=$1
k() { printf '%s k %s %s\n' "$N" "$1" "$2"; }
main() {
  while read -r a v _; do
    case $a in Uid:) k uid "$v" ;; esac
  done </proc/$$/status
  [ -n "$SUDO_USER" ] && k sudo "$SUDO_USER"
  read -r x 2>/dev/null </proc/sys/kernel/osrelease && k kernel "$x"
  while IFS= read -r l; do
    case $l in PRETTY_NAME=*) k os "${l#*=}" ;; esac
  done 2>/dev/null </etc/os-release
  for c in gdb gstack pstack perf grep find head timeout systemctl journalctl; do
    p=$(command -v "$c" 2>/dev/null) && k "tool.$c" "$p"
  done
  for p in /usr/libexec/openssh/sftp-server /usr/lib/openssh/sftp-server /usr/lib/ssh/sftp-server /usr/libexec/sftp-server; do
    [ -x "$p" ] && k sftp "$p"
  done
  v=$(systemctl --version 2>/dev/null) && k systemd "${v%%
*}"
  x=; read -r x 2>/dev/null </proc/sys/kernel/yama/ptrace_scope; k ptrace_scope "$x"
  x=; read -r x 2>/dev/null </sys/fs/selinux/enforce; k selinux "$x"
  x=; read -r x 2>/dev/null </sys/fs/selinux/booleans/deny_ptrace; k deny_ptrace "$x"
  while read -r _ at type options _; do
    [ "$at $type" = "/proc proc" ] && k proc "$options"
  done </proc/mounts
  k date "$(date +%s.%N)"
  k end 1
}
main </dev/null
