package initscope.verbs;

import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.Plan;
import initscope.remote.Quote;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the window does to a host, as commands of the command line. A shell reads each as it stands; texts are not yet safe to show.
///
/// @param host as the user wrote it
/// @param ssh how to log in to it
public record TuneCommands(String host, SshOptions ssh) {
  /// Looks and plans, logging in as ssh would by itself.
  ///
  /// @param changes what to change
  /// @param lasting whether confirm writes it to disk
  /// @param windowSeconds time to confirm
  /// @param why may be empty
  public static String plan(
      String host, List<Change> changes, boolean lasting, int windowSeconds, String why) {
    return new TuneCommands(host, SshOptions.DEFAULT).plan(changes, lasting, windowSeconds, why);
  }

  /// Looks and plans.
  ///
  /// @param changes what to change
  /// @param lasting whether confirm writes it to disk
  /// @param windowSeconds time to confirm
  /// @param why may be empty
  public String plan(List<Change> changes, boolean lasting, int windowSeconds, String why) {
    List<String> words = new ArrayList<>();
    changes.forEach(c -> words.addAll(Changes.words(c)));
    if (lasting) {
      words.add("--lasting");
    }
    if (windowSeconds != Plan.DEFAULT_WINDOW_SECONDS) {
      words.addAll(List.of("--window", Integer.toString(windowSeconds)));
    }
    if (!why.isEmpty()) {
      words.addAll(List.of("--why", why));
    }
    return command("plan", words);
  }

  /// The same for a plan that is made.
  public String plan(Plan plan) {
    return plan(plan.changes(), plan.lasting(), plan.windowSeconds(), plan.why());
  }

  /// Puts a plan on trial.
  public String apply(Plan plan) {
    return command("apply", List.of(plan.id()));
  }

  /// {@code status}, {@code confirm} or {@code rollback}.
  public String verb(String verb) {
    return command(verb, List.of());
  }

  /// {@code mistakes} or {@code cgroup} of a unit.
  public String unit(String verb, String unit) {
    return command(verb, List.of(unit));
  }

  /// What SELinux denied a domain.
  ///
  /// @param minutes back from now
  public String denials(String domain, int minutes) {
    return command("denials", List.of("--domain", domain, "--since", Integer.toString(minutes)));
  }

  private String command(String verb, List<String> more) {
    List<String> words = new ArrayList<>(List.of(verb, host));
    words.addAll(more);
    ssh.identity().map(Path::toString).ifPresent(f -> words.addAll(List.of("--identity", f)));
    ssh.knownHosts().map(Path::toString).ifPresent(f -> words.addAll(List.of("--known-hosts", f)));
    if (ssh.acceptNew()) {
      words.add("--accept-new");
    }
    if (!ssh.jumps().isEmpty()) {
      words.addAll(List.of("-J", String.join(",", ssh.jumps())));
    }
    if (ssh.sudo() != Sudo.AUTO) {
      words.addAll(List.of("--sudo", ssh.sudo().name().toLowerCase(Locale.ROOT)));
    }
    StringBuilder out = new StringBuilder("initscope tune");
    for (String word : words) {
      out.append(' ').append(Quote.shown(word));
    }
    return out.toString();
  }
}
