package initscope.formats.text;

import initscope.model.Bytes;
import java.util.Optional;

/// A walk over the tags of an XML text such as an SVG, without a tree, entities of its own or anything fetched. Not a parser of XML: what is
/// no tag is stepped over. One pass; time is linear in the input.
public final class Markup {
  private static final int LONGEST_TAG = 16 << 10;
  private static final int LONGEST_TEXT = 256 << 10;
  private static final Bytes COMMENT = Bytes.of("<!--");
  private static final Bytes COMMENT_END = Bytes.of("-->");

  private final Bytes in;
  private long at;
  private boolean noCommentEnd;

  /// Begins at the first byte.
  public Markup(Bytes in) {
    this.in = in;
  }

  /// A tag or a comment.
  ///
  /// @param name of the element, with a slash before it for an end tag; {@code !--} for a comment
  /// @param inside what stands between the name and the bracket; of a comment its words
  /// @param text what follows up to the next bracket, with the usual entities undone
  /// @param offset where it begins
  /// @param ended whether something follows the text; false where the input may have been cut in it
  public record Tag(String name, String inside, String text, long offset, boolean ended) {
    /// An attribute's value, empty where it lacks.
    public String attribute(String wanted) {
      int from = 0;
      while (true) {
        int found = inside.indexOf(wanted, from);
        if (found < 0) {
          return "";
        }
        int quote = found + wanted.length() + 1;
        boolean whole = found == 0 || inside.charAt(found - 1) <= ' ';
        if (whole && inside.startsWith("=", quote - 1) && quote < inside.length()) {
          int end = inside.indexOf(inside.charAt(quote), quote + 1);
          return end < 0 ? "" : inside.substring(quote + 1, end);
        }
        from = found + 1;
      }
    }
  }

  /// The next tag or comment; empty at the end.
  public Optional<Tag> next() {
    while (true) {
      long open = in.indexOf('<', at);
      if (open < 0) {
        at = in.size();
        return Optional.empty();
      }
      Optional<Tag> found =
          in.startsWith(COMMENT, open) && !noCommentEnd ? comment(open) : tag(open);
      if (found.isPresent()) {
        return found;
      }
    }
  }

  private Optional<Tag> comment(long open) {
    long end = in.indexOf(COMMENT_END, open + COMMENT.size());
    if (end < 0) {
      // none later either: looked for once only
      noCommentEnd = true;
      at = open + COMMENT.size();
      return Optional.empty();
    }
    at = end + COMMENT_END.size();
    long from = open + COMMENT.size();
    return Optional.of(
        new Tag("!--", in.utf8(from, Math.min(end - from, LONGEST_TAG)), "", open, true));
  }

  /// A tag ends at the first bracket of either kind: none may stand in it, so what comes before a second opening one is damage.
  private Optional<Tag> tag(long open) {
    long close = open + 1;
    while (close < in.size() && in.at(close) != '>' && in.at(close) != '<') {
      close++;
    }
    boolean whole = close < in.size() && in.at(close) == '>' && close - open <= LONGEST_TAG;
    if (!whole) {
      at = close;
      return Optional.empty();
    }
    String inside = in.utf8(open + 1, close - open - 1);
    int name = 0;
    while (name < inside.length() && inside.charAt(name) > ' ') {
      name++;
    }
    long textEnd = in.indexOf('<', close + 1);
    at = textEnd < 0 ? in.size() : textEnd;
    long length = Math.min(at - close - 1, LONGEST_TEXT);
    return Optional.of(
        new Tag(
            inside.substring(0, name),
            inside.substring(name),
            unescaped(in.utf8(close + 1, length)),
            open,
            textEnd >= 0));
  }

  private static String unescaped(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
  }

  /// A number as SVG attributes have it, in thousandths; empty where it is none.
  public static Optional<Long> thousandths(String text) {
    Cursor c = new Cursor(text);
    boolean negative = c.take("-");
    long whole = c.decimal();
    long part = 0;
    if (c.take(".")) {
      int from = c.position();
      long digits = c.decimal();
      int count = c.position() - from;
      for (int i = count; i < 3; i++) {
        digits *= 10;
      }
      for (int i = count; i > 3; i--) {
        digits /= 10;
      }
      part = digits;
    }
    c.take("px");
    if (c.failed() || !c.atEnd() || whole < 0 || whole > 1L << 40 || part < 0) {
      return Optional.empty();
    }
    long value = whole * 1000 + part;
    return Optional.of(negative ? -value : value);
  }
}
