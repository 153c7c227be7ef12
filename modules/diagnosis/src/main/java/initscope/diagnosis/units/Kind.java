package initscope.diagnosis.units;

import initscope.model.finding.Confidence;
import java.util.List;
import java.util.stream.Stream;

/// All mistakes that are known: id, what it can do to a start, and how sure a unit's files alone make it.
public enum Kind {
  /// Units wait for each other.
  CYCLE("cycle", Effect.BLOCKS, Confidence.LIKELY),
  /// No command, more than one, or a type that lacks what it needs: systemd does not load the unit.
  REFUSED("refused", Effect.BLOCKS, Confidence.LIKELY),
  /// A command whose path systemd does not take.
  EXEC_PATH("exec_path", Effect.BLOCKS, Confidence.LIKELY),
  /// Written as for a shell, which there is not.
  SHELL_WORDS("shell_words", Effect.BLOCKS, Confidence.LIKELY),
  /// A line that was meant to go on and does not.
  BACKSLASH("backslash", Effect.BLOCKS, Confidence.LIKELY),
  /// A dependency on what is no name of a unit.
  BAD_NAME("bad_name", Effect.BLOCKS, Confidence.LIKELY),
  /// It requires what is masked.
  REQUIRES_MASKED("requires_masked", Effect.BLOCKS, Confidence.LIKELY),
  /// A file of variables is not there.
  ENVIRONMENT_FILE("environment_file", Effect.BLOCKS, Confidence.LIKELY),
  /// Type=notify and a program that cannot notify.
  NOTIFY_NEVER("notify_never", Effect.BLOCKS, Confidence.LIKELY),
  /// Type=notify and a shell as the main process.
  NOTIFY_SHELL("notify_shell", Effect.BLOCKS, Confidence.POSSIBLE),
  /// Type=forking and a Go program.
  FORKING_GO("forking_go", Effect.BLOCKS, Confidence.LIKELY),
  /// Type=forking without PIDFile=.
  FORKING_PIDFILE("forking_pidfile", Effect.BLOCKS, Confidence.POSSIBLE),
  /// A type that this systemd does not know.
  TYPE_UNKNOWN("type_unknown", Effect.MISLEADS, Confidence.LIKELY),
  /// The main process goes to the background of a shell.
  BACKGROUND("background", Effect.BLOCKS, Confidence.LIKELY),
  /// The watchdog counts while the program still starts.
  WATCHDOG("watchdog", Effect.BLOCKS, Confidence.POSSIBLE),
  /// DefaultDependencies=no and nothing in their place.
  NO_DEFAULT_DEPS("no_default_deps", Effect.BLOCKS, Confidence.LIKELY),
  /// A path on a mount that is not waited for.
  MOUNT("mount", Effect.BLOCKS, Confidence.LIKELY),
  /// Bound to a oneshot that has passed.
  BINDS_ONESHOT("binds_oneshot", Effect.BLOCKS, Confidence.LIKELY),
  /// Required and started at once.
  UNORDERED("unordered", Effect.BLOCKS, Confidence.LIKELY),
  /// A user who may come from a directory service.
  USER_LOOKUP("user_lookup", Effect.BLOCKS, Confidence.POSSIBLE),
  /// Given up within seconds.
  GIVES_UP("gives_up", Effect.BLOCKS, Confidence.LIKELY),
  /// network.target for network-online.target.
  NETWORK_TARGET("network_target", Effect.BLOCKS, Confidence.POSSIBLE),
  /// Ordered after network-online.target, which nothing pulls in.
  ONLINE_UNWANTED("online_unwanted", Effect.BLOCKS, Confidence.LIKELY),
  /// network-online.target wanted and not ordered after.
  ONLINE_UNORDERED("online_unordered", Effect.BLOCKS, Confidence.LIKELY),
  /// A start that hangs is waited for too long.
  TIMEOUT("timeout", Effect.DELAYS, Confidence.LIKELY),
  /// A oneshot that others wait for has no timeout.
  ONESHOT_TIMEOUT("oneshot_timeout", Effect.DELAYS, Confidence.POSSIBLE),
  /// A fixed sleep.
  SLEEP("sleep", Effect.DELAYS, Confidence.LIKELY),
  /// A command that polls before the start counts as done.
  POLLS("polls", Effect.DELAYS, Confidence.LIKELY),
  /// The network is waited for.
  WAIT_ONLINE("wait_online", Effect.DELAYS, Confidence.POSSIBLE),
  /// The clock is waited for.
  TIME_SYNC("time_sync", Effect.DELAYS, Confidence.POSSIBLE),
  /// All devices are waited for.
  UDEV_SETTLE("udev_settle", Effect.DELAYS, Confidence.LIKELY),
  /// It waits for the target that wants it.
  AFTER_TARGET("after_target", Effect.DELAYS, Confidence.LIKELY),
  /// A long chain of services that wait for each other.
  CHAIN("chain", Effect.DELAYS, Confidence.POSSIBLE),
  /// CPUQuota= and a Go program that does not see it.
  QUOTA("quota", Effect.DELAYS, Confidence.LIKELY),
  /// A oneshot that runs again.
  ONESHOT_RERUN("oneshot_rerun", Effect.DELAYS, Confidence.LIKELY),
  /// Active before it is ready.
  BLIND("blind", Effect.MISLEADS, Confidence.POSSIBLE),
  /// Never given up.
  ENDLESS("endless", Effect.MISLEADS, Confidence.POSSIBLE),
  /// A setting in a section that does not have it.
  WRONG_SECTION("wrong_section", Effect.MISLEADS, Confidence.LIKELY),
  /// A setting that there is not.
  UNKNOWN_SETTING("unknown_setting", Effect.MISLEADS, Confidence.LIKELY),
  /// A value that systemd does not take.
  BAD_VALUE("bad_value", Effect.MISLEADS, Confidence.LIKELY),
  /// A setting that this systemd does not know yet.
  NEWER_SETTING("newer_setting", Effect.MISLEADS, Confidence.LIKELY),
  /// A setting that systemd does not know any more.
  OBSOLETE_SETTING("obsolete_setting", Effect.MISLEADS, Confidence.LIKELY),
  /// One value, given twice in one file.
  GIVEN_TWICE("given_twice", Effect.MISLEADS, Confidence.LIKELY),
  /// Nothing starts it.
  NOT_PULLED("not_pulled", Effect.MISLEADS, Confidence.POSSIBLE),
  /// GODEBUG given more than once.
  GODEBUG("godebug", Effect.MISLEADS, Confidence.LIKELY),
  /// A setting of GODEBUG without effect.
  GODEBUG_OBSOLETE("godebug_obsolete", Effect.MISLEADS, Confidence.LIKELY),
  /// inittrace=1 left on.
  INITTRACE("inittrace", Effect.MISLEADS, Confidence.LIKELY),
  /// Few files may be opened.
  NOFILE("nofile", Effect.MISLEADS, Confidence.LIKELY),
  /// A file system namespace at each start.
  SANDBOX("sandbox", Effect.MISLEADS, Confidence.POSSIBLE),
  /// Ordered after what it does not pull in.
  AFTER_ONLY("after_only", Effect.MISLEADS, Confidence.POSSIBLE);

  private final String word;
  private final Effect effect;
  private final Confidence confidence;

  Kind(String word, Effect effect, Confidence confidence) {
    this.word = word;
    this.effect = effect;
    this.confidence = confidence;
  }

  /// What a mistake can do.
  public enum Effect {
    /// The start can fail, or never end.
    BLOCKS,
    /// The start takes longer.
    DELAYS,
    /// What is said of the start, or meant with it, is not so.
    MISLEADS
  }

  /// Stable dotted name.
  public String id() {
    return "mistake." + word;
  }

  /// What it can do to a start.
  public Effect effect() {
    return effect;
  }

  /// How sure it is.
  public Confidence confidence() {
    return confidence;
  }

  /// All ids, in order.
  public static List<String> ids() {
    return Stream.of(values()).map(Kind::id).toList();
  }
}
