# measure NAME FILE COMMAND... : one line of what a whole process cost. Read by the scripts beside it.
measure() { # NAME FILE COMMAND...
	name=$1 file=$2
	shift 2
	log=$(mktemp)
	/usr/bin/time -o "$log" -f '%U %S %e %M' "$@" >/dev/null 2>&1 || true
	read -r user system wall resident <"$log"
	rm -f "$log"
	awk -v n="$name" -v f="$(basename "$file")" -v b="$(wc -c <"$file")" -v u="$user" -v s="$system" -v w="$wall" -v r="$resident" \
		'BEGIN { printf "%-22s %-24s %12d bytes  %6.2f CPU s  %6.2f wall s  %6d MiB  %6.1f MB per CPU s\n", n, f, b, u + s, w, r / 1024, b / 1e6 / (u + s) }'
}
