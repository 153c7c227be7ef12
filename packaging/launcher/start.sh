# shellcheck shell=sh
# The end of every start, in a checkout as in an installed InitScope: chooses the program and becomes the JVM.
# Needs: jdk (folder), state (folder with lib/ and NAME.path and NAME.options for cli and window, and .aot caches), fail, the user's words.

# ---- which program: verbs never load JavaFX
case ${1-} in
--identity | --identity=* | --known-hosts | --known-hosts=* | --accept-new | --sudo | --sudo=* | -J | --jump | --jump=*)
	program=window ;; # ssh options before any verb are the window's
collect | analyze | decode | inspect | export | share | tune | bench | lab | doctor | help | -*) program=cli ;;
demo)
	program=cli
	if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
		program=window
		for word in "$@"; do [ "$word" = --headless ] && program=cli; done
	fi
	;;
'') program=window ;;
*) if [ -e "$1" ]; then program=window; else program=cli; fi ;;
esac
case $program in
cli) main=initscope.cli.Main ;;
window)
	main=initscope.workbench.Main
	if [ -n "${INITSCOPE_HEADLESS:-}" ]; then
		INITSCOPE_JAVA_OPTIONS="-Dglass.platform=Headless -Dprism.order=sw ${INITSCOPE_JAVA_OPTIONS:-}"
	elif [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ ! -d /Library/Java ]; then
		fail "the window needs a display, and DISPLAY and WAYLAND_DISPLAY are empty: use a verb (initscope --help), or ssh -X." 2
	fi
	;;
esac

# ---- go: class path and JVM options as the build wrote them
IFS= read -r options <"$state/$program.options"
path=
IFS=:
read -r jars <"$state/$program.path"
for jar in $jars; do path=$path:$state/lib/$jar; done
IFS=' '
case $program,${1-} in
window,*) rehearsed=window ;;
*,-* | *,help) rehearsed=usage ;; # a larger cache costs more to take in than these need at all
*,analyze | *,decode | *,export | *,inspect) rehearsed=analysis ;;
*) rehearsed=host ;;
esac
for word in "$@"; do
	case $program,$1,$word in cli,*,-h | cli,*,--help | cli,decode,--list | cli,lab,list | cli,collect,--plan) rehearsed=usage ;; esac
done
[ "$*" = doctor ] && rehearsed=usage
[ $rehearsed = usage ] && options="$options -Xint" # over before a compiled method would pay
# Methods are compiled later than by default: the compilers took half of the CPU of most readings, and large ones lose nothing by it.
[ $rehearsed = analysis ] && options="$options -XX:CompileThresholdScaling=5"
cache=
[ -e "$state/$rehearsed.aot" ] && cache=-XX:AOTCache=$state/$rehearsed.aot
if [ "$program${1-}" = clidemo ] && [ -r "$state/window.path" ]; then # its pictures are drawn by the window, in a JVM of its own
	window=
	IFS=:
	read -r jars <"$state/window.path"
	for jar in $jars; do window=$window:$state/lib/$jar; done
	IFS=' '
	export INITSCOPE_WINDOW_CLASS_PATH="${window#:}"
fi
terminal=
[ -t 2 ] && terminal=-Dinitscope.terminal=true
set -f
# shellcheck disable=SC2086  # options are words
exec "$jdk/bin/java" $options $terminal ${INITSCOPE_JAVA_OPTIONS:-} ${cache:+"$cache"} -cp "${path#:}" $main "$@"
