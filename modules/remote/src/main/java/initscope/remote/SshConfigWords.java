package initscope.remote;

import java.util.ArrayList;
import java.util.List;

/// Cuts a line of {@code ssh_config(5)} into keyword and values: blanks or one {@code =} after the keyword, double quotes, comments.
final class SshConfigWords {
  private SshConfigWords() {}

  static List<String> of(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean quoted = false;
    boolean open = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean blank = c == ' ' || c == '\t' || c == '\r' || c == '\f';
      boolean separator = !quoted && (blank || (c == '=' && words.size() + (open ? 1 : 0) == 1));
      if (c == '"') {
        quoted = !quoted;
        open = true;
      } else if (!quoted && !open && c == '#') {
        break;
      } else if (!separator) {
        word.append(c);
        open = true;
      } else if (open) {
        words.add(word.toString());
        word.setLength(0);
        open = false;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }
}
