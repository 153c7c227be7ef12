package initscope.verbs;

import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.Plan;
import initscope.remote.Quote;
import java.util.ArrayList;
import java.util.List;

/// What the window does to a host, as commands of the command line.
public final class TuneCommands {
  private TuneCommands() {}

  /// Looks and plans.
  ///
  /// @param changes what to change
  /// @param lasting whether confirm writes it to disk
  /// @param windowSeconds time to confirm
  /// @param why may be empty
  public static String plan(
      String host, List<Change> changes, boolean lasting, int windowSeconds, String why) {
    List<String> words = new ArrayList<>(List.of("plan", host));
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
    return command(words);
  }

  /// The same for a plan that is made.
  public static String plan(String host, Plan plan) {
    return plan(host, plan.changes(), plan.lasting(), plan.windowSeconds(), plan.why());
  }

  /// Puts a plan on trial.
  public static String apply(String host, Plan plan) {
    return command(List.of("apply", host, plan.id()));
  }

  /// {@code status}, {@code confirm} or {@code rollback}.
  public static String verb(String verb, String host) {
    return command(List.of(verb, host));
  }

  private static String command(List<String> words) {
    StringBuilder out = new StringBuilder("initscope tune");
    for (String word : words) {
      out.append(' ').append(isPlain(word) ? word : Quote.word(word));
    }
    return out.toString();
  }

  private static boolean isPlain(String word) {
    return !word.isEmpty()
        && word.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "._-/:=@%+,".indexOf(c) >= 0);
  }
}
