package initscope.tuning;

import java.util.Map;

/// What plans of {@link KindsCase} say: commands as a person would type them.
final class KindsTexts {
  static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry(
              "mount",
              """
              does mount -o remount,rw,suid,nodev,exec,diratime,noatime /dev/vdb /opt/bins
              confirm # /etc/fstab line 3 becomes: /dev/vdb\t/opt/bins   xfs  defaults,noatime,nodev 0 0
              undo # /etc/fstab line 3 becomes: /dev/vdb\t/opt/bins   xfs  defaults 0 0
              undo mount -o remount,rw,suid,dev,exec,diratime,relatime /dev/vdb /opt/bins
              """),
          Map.entry(
              "mount until the next boot, ext4",
              """
              does mount -o remount,rw,suid,dev,noexec,diratime,relatime,commit=60 /dev/vdc /data
              undo mount -o remount,rw,nosuid,dev,exec,diratime,relatime,commit=5 /dev/vdc /data
              """),
          Map.entry(
              "mount, bind, read-only",
              """
              does mount -o remount,bind,ro,suid,dev,exec,diratime,relatime /srv/part
              undo mount -o remount,bind,rw,suid,dev,exec,diratime,relatime /srv/part
              """),
          Map.entry(
              "boolean",
              """
              does setsebool httpd_can_network_connect 1
              confirm setsebool -P httpd_can_network_connect 1
              undo sed -n -e '1i boolean -D' -e '/^httpd_can_network_connect=/d' -e 's/^\\([^=]*\\)=\\([01]\\)$/boolean -m -\\2 \\1/p' /var/lib/selinux/targeted/active/booleans.local | semanage import
              undo setsebool httpd_can_network_connect 0
              """),
          Map.entry(
              "permissive",
              """
              does semanage permissive -a ordersd_t
              undo semanage permissive -d ordersd_t
              """),
          Map.entry(
              "policy",
              """
              does # orders_net: allow ordersd_t postgresql_port_t:tcp_socket name_connect;
              does semodule -X 400 -i orders_net.cil
              undo semodule -X 400 -r orders_net
              undo # not: allow ordersd_t postgresql_port_t:tcp_socket name_connect;
              """),
          Map.entry(
              "label",
              """
              does chcon -h system_u:object_r:ordersd_exec_t:s0 /opt/bins/bin
              does chcon -h system_u:object_r:ordersd_exec_t:s0 /opt/bins/bin/helper
              does chcon -h system_u:object_r:ordersd_exec_t:s0 /opt/bins/bin/ordersd
              confirm semanage fcontext -a -t ordersd_exec_t '/opt/bins/bin(/.*)?'
              undo semanage fcontext -d '/opt/bins/bin(/.*)?'
              undo chcon -h system_u:object_r:bin_t:s0 /opt/bins/bin/ordersd
              undo chcon -h system_u:object_r:bin_t:s0 /opt/bins/bin/helper
              undo chcon -h system_u:object_r:bin_t:s0 /opt/bins/bin
              """),
          Map.entry(
              "unit, systemd 252",
              """
              does mkdir -p /run/systemd/system/ordersd.service.d && printf '%s\\n' '# Written by InitScope. Remove it and run systemctl daemon-reload to return to what other files say.' '[Service]' 'LimitNOFILE=65536' 'Environment=GODEBUG=madvdontneed=1,inittrace=1' > /run/systemd/system/ordersd.service.d/95-initscope-trial.conf && systemctl daemon-reload
              does systemctl --no-block restart ordersd.service
              confirm mkdir -p /etc/systemd/system/ordersd.service.d && printf '%s\\n' '# Written by InitScope. Remove it and run systemctl daemon-reload to return to what other files say.' '[Service]' 'LimitNOFILE=65536' 'Environment=GODEBUG=madvdontneed=1,inittrace=1' > /etc/systemd/system/ordersd.service.d/90-initscope.conf && systemctl daemon-reload
              undo rm /etc/systemd/system/ordersd.service.d/90-initscope.conf && systemctl daemon-reload
              undo rm /run/systemd/system/ordersd.service.d/95-initscope-trial.conf && systemctl daemon-reload && systemctl --no-block restart ordersd.service
              """),
          Map.entry(
              "cgroup, systemd 252",
              """
              does systemctl set-property --runtime ordersd.service 'CPUQuota=50%'
              does systemctl set-property --runtime ordersd.service 'CPUWeight=200'
              does systemctl set-property --runtime ordersd.service 'MemoryMax=1073741824'
              does systemctl set-property --runtime ordersd.service 'TasksMax=500'
              confirm mkdir -p /etc/systemd/system/ordersd.service.d && printf '%s\\n' '# Written by InitScope when a change was confirmed.' '[Service]' 'CPUQuota=50%' 'CPUWeight=200' 'MemoryMax=1G' 'TasksMax=500' > /etc/systemd/system/ordersd.service.d/90-initscope-cgroup.conf && systemctl daemon-reload
              undo rm /etc/systemd/system/ordersd.service.d/90-initscope-cgroup.conf && systemctl daemon-reload
              undo systemctl set-property --runtime ordersd.service 'TasksMax=2362'
              undo systemctl set-property --runtime ordersd.service 'MemoryMax=infinity'
              undo systemctl set-property --runtime ordersd.service 'CPUWeight='
              undo systemctl set-property --runtime ordersd.service 'CPUQuota='
              """),
          Map.entry(
              "ldconf",
              """
              does mkdir -p /etc/ld.so.conf.d && printf '%s\\n' '# Written by InitScope.' '/opt/libs' > /etc/ld.so.conf.d/orders.conf && ldconfig
              undo rm /etc/ld.so.conf.d/orders.conf && ldconfig
              """));

  private KindsTexts() {}
}
