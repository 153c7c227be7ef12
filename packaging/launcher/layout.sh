# shellcheck shell=sh
# How a built checkout becomes a folder that starts: used for the checkout itself (prepare) and for packages (../build).
#   FOLDER/lib/*.jar, and for each of the programs cli and window: NAME.path NAME.options NAME.aot

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
		cp "$1/packaging/launcher/$name.options" "$2/$name.options"
		cp -p "$dist"/*.jar "$2/lib/"
	done
	rm -f "$2"/lib/javafx-*[0-9].jar
}

# Start-up caches: the classes as the JVM has them in memory after a rehearsal, so that a start neither parses nor links
# them. A cache fits one JVM and one list of jars (size and time of each); one that does not fit is ignored.
train() { # JAVA FOLDER
	rehearse "$1" "$2" cli initscope.cli.Main --version
}
rehearse() { # JAVA FOLDER PROGRAM MAIN WORD...
	java=$1
	folder=$2
	program=$3
	shift 3
	set -f
	# shellcheck disable=SC2046 # options are words
	"$java" $(cat "$folder/$program.options") ${training_options:-} -XX:AOTCacheOutput="$folder/$program.aot" \
		-cp "$(sed "s#[^:]*#$folder/lib/&#g" "$folder/$program.path")" "$@" || true
	set +f
	rm -f "$folder/$program.aot.config"
}
