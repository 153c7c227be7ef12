package initscope.formats.golist;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Line;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.go.GoPackage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Lines of a path and the paths it imports, blanks between.
final class GoListLines {
  private static final int GUESS_LINES = 400;

  /// Longer lines come cut from {@link Heads}.
  private static final int HEAD_LINE = 4096;

  /// Less could be lines of a text of few words.
  private static final int ENOUGH_LINES = 4;

  private static final int ENOUGH_IMPORTS = 3;

  /// What cgo packages import that is none.
  private static final String CGO = "C";

  /// Stands for what is no text; no path has a quote in it.
  private static final String UNREADABLE = "\"";

  private final Packages packages;
  private final Problems problems;

  GoListLines(Packages packages, Problems problems) {
    this.packages = packages;
    this.problems = problems;
  }

  /// Whether what a line imports stands at the beginning of a line before it, always: no other text is like that.
  static boolean recognises(Bytes list) {
    Set<String> known = new HashSet<>();
    int imports = 0;
    for (String line : Heads.lines(list, GUESS_LINES)) {
      if (line.isBlank()) {
        continue;
      }
      int end = line.length() < HEAD_LINE ? line.length() : Math.max(0, line.lastIndexOf(' '));
      List<String> words = words(line.substring(0, end));
      if (words.isEmpty() || !known.add(words.getFirst())) {
        return false;
      }
      for (String word : words.subList(1, words.size())) {
        if (!word.equals(CGO) && !known.contains(word)) {
          return false;
        }
        imports++;
      }
    }
    return known.size() >= ENOUGH_LINES && imports >= ENOUGH_IMPORTS;
  }

  void read(Bytes in, long begin) {
    for (Line line : in.from(begin).lines()) {
      String text = line.cut() || Binary.is(line) ? UNREADABLE : line.text();
      List<String> words = words(text);
      long at = begin + line.offset();
      if (words.isEmpty() || words.size() > Packages.MOST_IMPORTS_OF_ONE) {
        if (!text.isBlank()) {
          problems.add("golist.line", Effect.SKIPPED, at, line.bytes().first(80).utf8());
        }
        continue;
      }
      List<String> paths = words.stream().map(packages::path).toList();
      List<String> imports = paths.subList(1, paths.size());
      if (!packages.add(new GoPackage(paths.getFirst(), "", imports, false, true, at))) {
        problems.add("golist.many", Effect.LOST_FROM_HERE, at, paths.getFirst());
        return;
      }
    }
  }

  /// Blanks, tabs and what Windows puts before a line feed end a word.
  private static int endOfWord(String line, int from) {
    int end = from;
    while (end < line.length() && " \t\r".indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /// The paths of a line; none where one of its words cannot be one.
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      int end = endOfWord(line, at);
      if (end > at) {
        String word = line.substring(at, end);
        if (!Packages.isPath(word)) {
          return List.of();
        }
        words.add(word);
      }
      at = end + 1;
    }
    return words;
  }
}
