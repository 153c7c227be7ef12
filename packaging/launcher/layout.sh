# shellcheck shell=sh
# How a built checkout becomes a folder that starts: used for the checkout itself (prepare) and for packages (../build).
#   FOLDER/lib/*.jar, and for each of the programs cli and window: NAME.path NAME.options; and the start-up caches usage.aot host.aot analysis.aot window.aot

# The jars of one program in a fixed order: its own first, then ours, then others. JavaFX's jars without a platform in
# their names are empty.
path_of() { # PROGRAM DIST
	(
		LC_ALL=C
		export LC_ALL
		cd "$2" && for jar in initscope-"$1"-*.jar initscope-*.jar *.jar; do
			case $jar in javafx-*[0-9].jar | '*'*) ;; *) printf '%s\n' "$jar" ;; esac
		done
	) | awk '!seen[$0]++' | paste -s -d : -
}

lay_out() { # ROOT FOLDER
	mkdir -p "$2/lib"
	for program in cli workbench; do
		dist=$1/app/$program/target/dist
		[ -d "$dist" ] || return 1
		name=$program
		[ "$program" = workbench ] && name=window
		path_of "$program" "$dist" >"$2/$name.path"
		own_jar=$(echo "$dist"/initscope-"$program"-*.jar)
		own_jar=${own_jar##*-}
		sed "s/\$/ -Dinitscope.version=${own_jar%.jar}/" "$1/packaging/launcher/$name.options" >"$2/$name.options"
		cp -p "$dist"/*.jar "$2/lib/"
	done
	rm -f "$2"/lib/javafx-*[0-9].jar
}

# Start-up caches: the classes as the JVM has them in memory after a rehearsal, so that a start neither parses nor links
# them. A start takes in its whole cache, needed or not (20 MB cost as much as a whole Java hello world), so there is one for
# each group of verbs; start.sh chooses. A cache fits one JVM and one list of jars. JDK 25.0.3 was seen to take one although a jar
# had changed, so a cache is only ever replaced together with its jars.
train() { # JAVA FOLDER ROOT
	text=$3/packaging/launcher/rehearsal.txt
	capture=$text
	for found in "$3"/modules/lab/src/main/resources/initscope/lab/*/*.isz; do
		[ ! -e "$found" ] || capture=$found
	done
	rehearse "$1" "$2" cli usage initscope.cli.Rehearse --version // decode --list // lab list // --help // collect --help // tune --help // \
		no-such-verb // doctor // collect --plan --pid 1 nowhere
	rehearse "$1" "$2" cli host initscope.cli.Rehearse collect nobody@127.0.0.1:1 --pid 1 -o "$2/rehearsal.isz"
	(
		trace=$3/modules/gotrace/src/test/resources/gotrace/v2/go1.26-generations.trace
		samples=$2/rehearsal.perf
		for recorded in busy throttled starved; do
			gzip -dc "$3/modules/diagnosis/src/test/resources/perf/$recorded-init.perf.gz" 2>/dev/null
		done >"$samples"
		set -- "$1" "$2" cli analysis initscope.cli.Rehearse decode "$text" // analyze "$text" // analyze "$capture" // analyze "$capture" --json // \
			inspect "$text" // export "$capture" --to html // export "$capture" --to markdown // analyze --json
		times=0 # the reading of traces is worth compiling early: the cache keeps what the JVM has learnt of it
		while [ -e "$trace" ] && [ $times -lt 60 ]; do
			set -- "$@" "$trace"
			times=$((times + 1))
		done
		times=0 # so is that of perf's text, a hundred megabytes of which are read before they would be compiled without
		while [ -s "$samples" ] && [ $times -lt 15 ]; do
			set -- "$@" // analyze "$samples" --json // export "$samples" --to folded
			times=$((times + 1))
		done
		rehearse "$@"
	)
	if jar_holds "$2/lib/initscope-workbench-"*.jar initscope/workbench/FirstFrame.class; then
		INITSCOPE_DATA_DIR=$2/rehearsal.data training_options="-Dglass.platform=Headless -Dprism.order=sw" \
			rehearse "$1" "$2" window window initscope.workbench.FirstFrame
	fi
	rm -rf "$2"/rehearsal.*
}
jar_holds() { # JAR NAME: whether a jar holds a file; names stand unpacked in a jar's directory
	grep -qF "$2" "$1"
}
rehearse() { # JAVA FOLDER PROGRAM CACHE MAIN WORD...
	java=$1
	folder=$2
	program=$3
	cache=$4
	shift 4
	set -f
	# shellcheck disable=SC2046 # options are words
	"$java" $(cat "$folder/$program.options") ${training_options:-} -XX:AOTCacheOutput="$folder/$cache.aot" \
		-cp "$(sed "s#[^:]*#$folder/lib/&#g" "$folder/$program.path")" "$@" &
	rehearsal=$!
	set +f
	seconds=0
	while kill -0 "$rehearsal" 2>/dev/null; do # one that does not end must not keep anyone from starting
		[ "$seconds" -lt 60 ] || kill "$rehearsal" 2>/dev/null
		sleep 1
		seconds=$((seconds + 1))
	done
	wait "$rehearsal" || true
	rm -f "$folder/$cache.aot.config"
	[ ! -e "$folder/$cache.aot" ] || starts "$java" "$folder" "$program" "$cache" || {
		rm -f "$folder/$cache.aot"
		echo "initscope: starts go without $cache.aot: the JVM does not start with it" >&2
	}
}
# JDK 25 makes caches that it does not start with, for one where a package of a sealed jar is in it; that would stop the verbs for good.
starts() ( # JAVA FOLDER PROGRAM CACHE
	set -f
	# shellcheck disable=SC2046 # options are words
	"$1" $(cat "$2/$3.options") ${training_options:-} -XX:AOTMode=on -XX:AOTCache="$2/$4.aot" \
		-cp "$(sed "s#[^:]*#$2/lib/&#g" "$2/$3.path")" -version >/dev/null 2>&1
)
