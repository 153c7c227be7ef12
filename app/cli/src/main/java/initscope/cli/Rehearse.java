package initscope.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Runs several command lines one after another in one JVM and drops what they print. The build records this run for the start-up
/// cache of a group of verbs; nobody else has a use for it.
public final class Rehearse {
  private static final String BETWEEN = "//";

  private Rehearse() {}

  /// Runs the command lines.
  ///
  /// @param args the words of all command lines, with {@code //} between them
  public static void main(String[] args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    List<String> words = new ArrayList<>();
    for (String word : args) {
      if (word.equals(BETWEEN)) {
        run(words, nowhere);
      } else {
        words.add(word);
      }
    }
    run(words, nowhere);
  }

  private static void run(List<String> words, PrintStream nowhere) {
    Main.run(words.toArray(String[]::new), nowhere, nowhere);
    words.clear();
  }
}
