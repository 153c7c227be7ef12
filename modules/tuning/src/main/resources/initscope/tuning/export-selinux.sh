selinux_store() { # sets D to the folder of the policy store
  t=targeted
  if [ -r "$R/etc/selinux/config" ]; then
    while IFS= read -r L || [ -n "$L" ]; do case $L in SELINUXTYPE=*) t=${L#*=};; esac; done <"$R/etc/selinux/config"
  fi
  for D in "$R/var/lib/selinux/$t/active" "$R/etc/selinux/$t/active" "$R/etc/selinux/$t/modules/active"; do [ ! -d "$D" ] || return 0; done
  return 1
}
