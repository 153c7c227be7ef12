#!/bin/sh
# record-units.sh: run as root on a systemd host with /run/shop-hang (this program, built static). Puts units into the states that rules
# tell apart, prints "=== NAME" and for each "==> unit/show" and "==> unit/journal", and removes the units again.
# Split the output into files with: awk '/^=== /{f=$2".rec";next}{print > f}'
set -u
D=/run/systemd/system
unit() { # NAME, unit text on stdin
	cat > "$D/shop-$1.service"
}
record() {
	echo "=== unit-$1"
	echo "==> unit/show"
	systemctl show "shop-$1.service" --no-pager
	echo "==> unit/journal"
	journalctl -u "shop-$1.service" -b -n 60 -o export --no-pager
}
unit loop <<X
[Service]
ExecStart=/bin/false
Restart=always
RestartSec=20
X
unit exec <<X
[Service]
ExecStart=/opt/shop/bin/none
X
unit limit <<X
[Unit]
StartLimitBurst=3
StartLimitIntervalSec=60
[Service]
ExecStart=/bin/false
Restart=always
RestartSec=100ms
X
unit panic <<X
[Service]
Environment=HANG=panic
ExecStart=/run/shop-hang
Restart=always
RestartSec=60
X
unit slow <<X
[Service]
Type=oneshot
ExecStart=/bin/sleep 600
X
unit job <<X
[Unit]
After=shop-slow.service
Wants=shop-slow.service
[Service]
ExecStart=/run/shop-hang
X
unit pre <<X
[Service]
ExecStartPre=/bin/sleep 600
ExecStart=/run/shop-hang
X
unit condition <<X
[Unit]
ConditionPathExists=/opt/shop/licence
[Service]
ExecStart=/run/shop-hang
X
unit inactive <<X
[Service]
ExecStart=/run/shop-hang
X
unit simple <<X
[Service]
Environment=HANG=channel
ExecStart=/run/shop-hang
X
unit notify <<X
[Service]
Type=notify
TimeoutStartSec=infinity
ExecStart=/run/shop-hang
X
ln -sf /dev/null $D/shop-masked.service
systemctl daemon-reload
for u in loop exec limit panic slow job pre condition simple notify; do
	systemctl start --no-block "shop-$u.service"
done
sleep 12
for u in loop exec limit panic job pre condition inactive simple notify masked missing; do
	record "$u"
done
systemctl stop shop-loop shop-panic shop-slow shop-job shop-pre shop-simple shop-notify 2> /dev/null
systemctl reset-failed 'shop-*' 2> /dev/null
rm -f $D/shop-*.service
systemctl daemon-reload
