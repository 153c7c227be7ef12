package initscope.layout;

import java.util.Locale;

/// Writes SVG text. Host text goes in through {@link #text} and {@link #title} alone, which escape it and show control characters.
public final class Svg {
  private static final String FONTS =
      "'Noto Sans SC','Noto Sans','Segoe UI','Helvetica Neue',Arial,sans-serif";

  private final StringBuilder out = new StringBuilder(16_384);

  /// A picture with its title and what it says in words.
  public Svg(double width, double height, String title, String description, Rgb background) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"")
        .append(number(width))
        .append("\" height=\"")
        .append(number(height))
        .append("\" viewBox=\"0 0 ")
        .append(number(width))
        .append(' ')
        .append(number(height))
        .append("\" font-family=\"")
        .append(FONTS)
        .append("\">\n");
    title(title);
    out.append("<desc>").append(escape(description)).append("</desc>\n");
    rect(0, 0, width, height, background.hex(), "none", "");
  }

  /// A hatch pattern that is used as {@code url(#ID)}.
  public void hatch(String id, Rgb ground, Rgb stripe) {
    out.append("<defs><pattern id=\"")
        .append(id)
        .append("\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" ")
        .append("patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"")
        .append(ground.hex())
        .append("\"/><rect width=\"2\" height=\"6\" fill=\"")
        .append(stripe.hex())
        .append("\"/></pattern></defs>\n");
  }

  /// A group with a tooltip; close it with {@link #end}.
  public void begin(String tooltip) {
    out.append("<g>");
    title(tooltip);
  }

  /// Ends a group.
  public void end() {
    out.append("</g>\n");
  }

  private void title(String text) {
    out.append("<title>").append(escape(text)).append("</title>\n");
  }

  /// A rectangle; {@code more} are further attributes, never host text.
  public void rect(
      double x, double y, double width, double height, String fill, String stroke, String more) {
    out.append("<rect x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" width=\"")
        .append(number(width))
        .append("\" height=\"")
        .append(number(height))
        .append("\" fill=\"")
        .append(fill)
        .append("\" stroke=\"")
        .append(stroke)
        .append('"')
        .append(more.isEmpty() ? "" : " " + more)
        .append("/>\n");
  }

  /// A line.
  public void line(double x1, double y1, double x2, double y2, Rgb colour, String more) {
    out.append("<line x1=\"")
        .append(number(x1))
        .append("\" y1=\"")
        .append(number(y1))
        .append("\" x2=\"")
        .append(number(x2))
        .append("\" y2=\"")
        .append(number(y2))
        .append("\" stroke=\"")
        .append(colour.hex())
        .append('"')
        .append(more.isEmpty() ? "" : " " + more)
        .append("/>\n");
  }

  /// Text, escaped.
  public void text(
      double x, double y, double size, Rgb colour, String anchor, String text, String more) {
    out.append("<text x=\"")
        .append(number(x))
        .append("\" y=\"")
        .append(number(y))
        .append("\" font-size=\"")
        .append(number(size))
        .append("\" fill=\"")
        .append(colour.hex())
        .append("\" text-anchor=\"")
        .append(anchor)
        .append('"')
        .append(more.isEmpty() ? "" : " " + more)
        .append('>')
        .append(escape(text))
        .append("</text>\n");
  }

  /// A cubic curve, or a closed outline of straight lines where {@code path} says so.
  ///
  /// @param path the {@code d} attribute, of numbers and letters only
  public void path(String path, String fill, String stroke, String more) {
    out.append("<path d=\"")
        .append(path)
        .append("\" fill=\"")
        .append(fill)
        .append("\" stroke=\"")
        .append(stroke)
        .append('"')
        .append(more.isEmpty() ? "" : " " + more)
        .append("/>\n");
  }

  /// The file.
  public String finish() {
    return out.append("</svg>\n").toString();
  }

  static String escape(String text) {
    String safe = initscope.model.Display.safe(text);
    StringBuilder out = new StringBuilder(safe.length() + 16);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(allowed(safe, i) ? c : '\ufffd');
      }
    }
    return out.toString();
  }

  /// XML 1.0 knows neither lone surrogates nor U+FFFE and U+FFFF.
  private static boolean allowed(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c < 0xfffe;
  }

  /// A number as SVG writes it.
  public static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
