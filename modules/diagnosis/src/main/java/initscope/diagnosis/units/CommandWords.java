package initscope.diagnosis.units;

import java.util.ArrayList;
import java.util.List;

/// A line of words as systemd cuts it, see extract_first_word(): quotes hold blanks together, a backslash takes the next character's meaning
/// away. A lone {@code ;} begins another command, see config_parse_exec().
///
/// @param words in order
/// @param balanced whether each quote has its other
record CommandWords(List<Word> words, boolean balanced) {
  CommandWords {
    words = List.copyOf(words);
  }

  /// A word.
  ///
  /// @param text without quotes
  /// @param plain whether no quote or backslash stood in it
  record Word(String text, boolean plain) {}

  static CommandWords of(String value) {
    List<Word> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean plain = true;
    boolean within = false;
    char quote = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean blank = c == ' ' || c == '\t' || c == '\n';
      if (quote == 0 && blank) {
        if (within) {
          words.add(new Word(word.toString(), plain));
          word.setLength(0);
          plain = true;
          within = false;
        }
        continue;
      }
      within = true;
      if (c == '\\') {
        plain = false;
        i++;
        word.append(i < value.length() ? value.charAt(i) : '\\');
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        plain = false;
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        word.append(c);
      }
    }
    if (within) {
      words.add(new Word(word.toString(), plain));
    }
    return new CommandWords(words, quote == 0);
  }

  /// How many commands the line has.
  int commands() {
    int commands = 0;
    boolean begun = false;
    for (Word word : words) {
      boolean parts = word.plain() && word.text().equals(";");
      commands += !parts && !begun ? 1 : 0;
      begun = !parts;
    }
    return commands;
  }
}
