package initscope.report;

import initscope.model.Display;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Writes HTML that is safe by construction: text and attribute values are always escaped and made safe for display, elements and
/// attributes come from short lists, and only {@link #picture} takes markup: an SVG that {@code initscope.layout} wrote.
final class Html {
  private static final Set<String> ELEMENTS =
      Set.of(
          "article",
          "body",
          "caption",
          "code",
          "dd",
          "details",
          "div",
          "dl",
          "dt",
          "figcaption",
          "figure",
          "footer",
          "h1",
          "h2",
          "h3",
          "head",
          "header",
          "html",
          "li",
          "main",
          "ol",
          "p",
          "pre",
          "section",
          "span",
          "strong",
          "summary",
          "table",
          "tbody",
          "td",
          "th",
          "thead",
          "title",
          "tr",
          "ul");
  private static final Set<String> ATTRIBUTES =
      Set.of("class", "lang", "id", "scope", "open", "aria-label", "title");

  private final StringBuilder out = new StringBuilder(1 << 16);
  private final Deque<String> open = new ArrayDeque<>();
  private int pictures;

  /// Opens an element; attributes as name, value pairs.
  Html open(String element, String... attributes) {
    require(ELEMENTS, element);
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      require(ATTRIBUTES, attributes[i]);
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1]);
      out.append('"');
    }
    out.append('>');
    open.push(element);
    return this;
  }

  /// Closes the innermost open element.
  Html close() {
    out.append("</").append(open.pop()).append(">");
    return this;
  }

  /// Closes the innermost open element and ends the line, for people who read the source.
  Html closeLine() {
    close();
    out.append('\n');
    return this;
  }

  Html text(String text) {
    escape(Display.safeLines(text));
    return this;
  }

  /// An element with only text.
  Html element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /// What every document begins with: its rules of the house and its style, both ours.
  Html prologue(String style) {
    out.append("<meta charset=\"utf-8\">\n")
        .append(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'; img-src data:\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .append("<meta name=\"referrer\" content=\"no-referrer\">\n")
        .append("<style>\n")
        .append(style)
        .append("</style>\n");
    return this;
  }

  Html doctype() {
    out.append("<!DOCTYPE html>\n");
    return this;
  }

  /// An SVG written by {@code initscope.layout}; its ids are made its own, since many stand in one document.
  Html picture(String svg) {
    String id = "p" + pictures++ + "-";
    int start = Math.max(0, svg.indexOf("<svg"));
    out.append(
        svg.substring(start)
            .replace(" id=\"", " id=\"" + id)
            .replace("url(#", "url(#" + id)
            .replace("aria-labelledby=\"", "aria-labelledby=\"" + id)
            .replace("href=\"#", "href=\"#" + id));
    return this;
  }

  /// The document; every element must be closed.
  String finish() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("not closed: " + open);
    }
    return out.toString();
  }

  private static void require(Set<String> known, String name) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(name);
    }
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        case '`' -> out.append("&#96;");
        case 0 -> out.append('\u2400');
        default -> out.append(c);
      }
    }
  }
}
