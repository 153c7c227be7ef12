package initscope.tuning.host;

import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.change.TxId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A script for a host: constant text, arguments, and how long it may take.
///
/// @param step name in the journal: {@code preflight}, {@code facts}, {@code arm}, {@code apply} ...
/// @param text constant POSIX sh; complete in itself, finds its arguments in {@code $1}, {@code $2} ...
/// @param arguments each one word, whatever it holds
/// @param limit after which the link counts as lost
public record HostScript(String step, String text, List<String> arguments, Duration limit) {
  private static final Duration SHORT = Duration.ofMinutes(1);
  // The guard waits 120 s before it ends a holder that hangs, and a policy is rebuilt for minutes
  // on a busy host.
  private static final Duration LONG = Duration.ofMinutes(10);

  /// Copies the list.
  public HostScript {
    arguments = List.copyOf(arguments);
  }

  /// Looks at what a change would meet; reads only.
  ///
  /// @param nonce that no file of the host can contain
  /// @param pid whose network namespace matters, or {@code -}
  /// @param probes pairs of a function of the script and what of it
  public static HostScript preflight(String nonce, String pid, List<String> probes) {
    List<String> arguments = new ArrayList<>(List.of(nonce, pid));
    arguments.addAll(probes);
    return new HostScript("preflight", resource("preflight.sh"), arguments, LONG);
  }

  /// Which host, which boot; reads only.
  public static HostScript facts() {
    return new HostScript("facts", resource("facts.sh"), List.of(), SHORT);
  }

  /// Reads what the start of a unit depends on: files, mounts, program, cgroup; reads only.
  ///
  /// @param nonce that no file of the host can contain
  /// @param unit full name
  public static HostScript unit(String nonce, String unit) {
    return new HostScript("unit", resource("unit.sh"), List.of(nonce, unit), LONG);
  }

  /// What SELinux denied lately; reads only.
  ///
  /// @param nonce that no file of the host can contain
  public static HostScript denials(String nonce, int minutes) {
    return new HostScript(
        "denials", resource("denials.sh"), List.of(nonce, Integer.toString(minutes)), LONG);
  }

  /// What the host's policy says of denials; reads only.
  ///
  /// @param nonce that no file of the host can contain
  /// @param questions words of the script, which tells them
  public static HostScript explain(String nonce, List<String> questions) {
    List<String> arguments = new ArrayList<>(List.of(nonce));
    arguments.addAll(questions);
    return new HostScript("explain", resource("explain.sh"), arguments, LONG);
  }

  /// Has systemd start a unit anew; does not wait until it has.
  ///
  /// @param unit full name
  /// @param cache what of the page cache is dropped before: {@code none}, {@code files}, {@code all}
  public static HostScript start(String unit, String cache) {
    return new HostScript("start", resource("start.sh"), List.of(unit, cache), LONG);
  }

  /// Installs the guard with the snapshot and arms its timer.
  ///
  /// @param guard text, {@link #guard()} but for tests
  /// @param owner who, for other computers that find the change pending
  public static HostScript arm(String guard, TxId id, Plan plan, String owner) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "arm",
                id.hex(),
                plan.keptInEtc() ? "etc" : "run",
                Integer.toString(plan.windowSeconds()),
                owner,
                guard));
    for (PlanItem item : plan.items()) {
      arguments.add(item.kind());
      arguments.add(item.phase().name().toLowerCase(Locale.ROOT));
      arguments.add(item.target());
      arguments.add(item.before());
      arguments.add(item.want());
      arguments.add(item.how().with());
      arguments.add(item.how().forward());
      arguments.add(item.how().back());
      arguments.add(item.beforeBytes().map(b -> b.utf8()).orElse(""));
      arguments.add(item.wantBytes().map(b -> b.utf8()).orElse(""));
    }
    return new HostScript("arm", guard, arguments, LONG);
  }

  /// A verb of the guard that is on the host.
  ///
  /// @param guardSha256 that it must have, or {@code any}
  public static HostScript verb(String guardSha256, String verb, String... words) {
    List<String> arguments = new ArrayList<>(List.of(guardSha256, verb));
    arguments.addAll(List.of(words));
    return new HostScript(verb, resource("verb.sh"), arguments, LONG);
  }

  /// Text of the guard, without a line feed at its end.
  public static String guard() {
    return resource("guard.sh").stripTrailing();
  }

  /// SHA-256 of a guard's text as it lies on a host.
  public static String sha256OfGuard(String guard) {
    return Plan.sha256Of((guard + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String resource(String name) {
    try (InputStream in = HostScript.class.getResourceAsStream("/initscope/tuning/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
