package initscope.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;

/// The help of one verb: what it does, how it is written, each word and option.
final class VerbHelp {
  private static final int WIDTH = 100;
  private static final int LABELS_WIDTH = 30;

  private VerbHelp() {}

  /// Plain text of at most a hundred columns.
  static String of(Syntax syntax) {
    StringBuilder text = new StringBuilder("initscope ").append(syntax.verbName());
    for (Syntax.Positional word : syntax.positionals()) {
      String label = word.label() + (word.many() ? "..." : "");
      text.append(' ').append(word.required() ? label : "[" + label + "]");
    }
    text.append(" [options]\n\n").append(syntax.description()).append("\n\n");
    for (Syntax.Positional word : syntax.positionals()) {
      row(text, word.label(), word.description());
    }
    for (Option option : syntax.options()) {
      row(text, label(option), option.getDescription());
    }
    for (String note : syntax.notes()) {
      text.append('\n');
      note.lines()
          .flatMap(line -> wrap(line, WIDTH).stream())
          .forEach(line -> text.append(line).append('\n'));
    }
    return text.toString().stripTrailing();
  }

  private static String label(Option option) {
    String shortName = option.getOpt() == null ? "    " : "-" + option.getOpt() + ", ";
    return shortName
        + Syntax.name(option)
        + (option.getArgName() == null ? "" : " " + option.getArgName());
  }

  private static void row(StringBuilder text, String label, String description) {
    List<String> lines = wrap(description, WIDTH - LABELS_WIDTH - 2);
    boolean fits = label.length() < LABELS_WIDTH;
    text.append("  ").append(label);
    if (!fits) {
      text.append('\n');
    }
    for (int i = 0; i < lines.size(); i++) {
      int indent = i == 0 && fits ? LABELS_WIDTH - label.length() : LABELS_WIDTH + 2;
      text.append(" ".repeat(indent)).append(lines.get(i)).append('\n');
    }
  }

  private static List<String> wrap(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
