package initscope.verbs.hangs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// One way to hang, and what must be found. The source says it itself:
///
/// ```
/// // want: RULE FUNCTION "WORD|WORD"     the verdict's rule, the init function without its package, what goroutine 1 waits in;
///                                         "likely" behind it where the verdict cannot be certain
/// // cause: WORD|WORD                     what the goroutine waits in that goroutine 1 waits for, where there is one
/// // large                                imports so much that it takes minutes to build where no build cache has it
/// // hangs                                at the end of the line where it stands
/// ```
///
/// @param name of the file, and of the program
/// @param source the file
/// @param rule of the verdict
/// @param function init function, such as {@code init.0}
/// @param words any of which goroutine 1 waits in; releases have other words for the same
/// @param causes any of which the goroutine waits in that it waits for; empty where there is none
/// @param certain whether the verdict must be
/// @param large whether it takes long to build
/// @param lines marked as where it stands
record Hang(
    String name,
    Path source,
    String rule,
    String function,
    Set<String> words,
    Set<String> causes,
    boolean certain,
    boolean large,
    List<Integer> lines) {
  private static final String WANT = "// want: ";
  private static final String CAUSE = "// cause: ";

  /// All ways of a folder, by name.
  static List<Hang> all(Path folder) throws IOException {
    List<Hang> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".go")).sorted().toList()) {
        all.add(read(file));
      }
    }
    return all;
  }

  private static Hang read(Path file) throws IOException {
    List<String> text = Files.readAllLines(file);
    String[] want = after(text, WANT).split("\"", 3);
    String[] head = want[0].strip().split(" ");
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < text.size(); i++) {
      if (text.get(i).endsWith("// hangs")) {
        lines.add(i + 1);
      }
    }
    String base = file.getFileName().toString();
    return new Hang(
        base.substring(0, base.length() - ".go".length()),
        file,
        head[0],
        head[1],
        Set.of(want[1].split("\\|")),
        Set.of(after(text, CAUSE).split("\\|")),
        !want[2].strip().equals("likely"),
        text.contains("// large"),
        lines);
  }

  private static String after(List<String> text, String mark) {
    return text.stream()
        .filter(l -> l.startsWith(mark))
        .map(l -> l.substring(mark.length()))
        .findFirst()
        .orElse("");
  }

  /// The package that hangs.
  String packagePath() {
    return "shop/" + name + "/b";
  }

  /// Whether it uses the CPU rather than wait.
  boolean spins() {
    return rule.equals("init.busy") || causes.contains("running");
  }
}
