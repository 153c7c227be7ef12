package initscope.layout;

import java.util.ArrayList;
import java.util.List;

/// How wide text is, in pixels at a font size. Good enough to cut labels; what draws also clips.
public final class TextWidth {
  /// Advance widths of Noto Sans SC Regular for U+0020 to U+007E, in 1/1000 em.
  private static final short[] ASCII = {
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555,
    555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589,
    552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573,
    531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552,
    284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
  };

  private static final char ELLIPSIS = '…';

  private TextWidth() {}

  /// Width of a text.
  public static double of(String text, double size) {
    long thousandths = 0;
    for (int i = 0; i < text.length(); i++) {
      thousandths += width(text.charAt(i));
    }
    return thousandths / 1000.0 * size;
  }

  private static int width(char c) {
    if (c >= 0x20 && c < 0x7f) {
      return ASCII[c - 0x20];
    }
    return c < 0x250 ? 600 : 1000;
  }

  /// The text cut with an ellipsis so that it fits, or empty where not even three characters would.
  public static String fit(String text, double size, double room) {
    if (of(text, size) <= room) {
      return text;
    }
    long used = width(ELLIPSIS); // in whole numbers, so that it is what of() makes of the result
    int kept = 0;
    while (kept < text.length() && (used + width(text.charAt(kept))) / 1000.0 * size <= room) {
      used += width(text.charAt(kept));
      kept++;
    }
    if (kept > 0 && Character.isHighSurrogate(text.charAt(kept - 1))) {
      kept--;
    }
    return kept < 2 ? "" : text.substring(0, kept) + ELLIPSIS;
  }

  /// The text in lines that fit, broken behind blanks where there are some.
  public static List<String> wrap(String text, double size, double room) {
    List<String> lines = new ArrayList<>();
    int begin = 0;
    int blank = -1;
    double used = 0;
    for (int i = 0; i < text.length(); i++) {
      used += width(text.charAt(i)) / 1000.0 * size;
      if (used > room && i > begin) {
        int end = blank > begin ? blank : i;
        lines.add(text.substring(begin, end).strip());
        begin = end;
        used = of(text.substring(begin, i + 1), size);
        blank = -1;
      }
      blank = text.charAt(i) == ' ' ? i + 1 : blank;
    }
    lines.add(text.substring(begin).strip());
    return lines;
  }

  /// The text cut in its middle, so that both ends stay: for qualified names, whose end says most.
  public static String fitMiddle(String text, double size, double room) {
    if (of(text, size) <= room) {
      return text;
    }
    String tail = text;
    while (!tail.isEmpty() && of(ELLIPSIS + tail, size) > room) {
      tail = tail.substring(1);
    }
    if (!tail.isEmpty() && Character.isLowSurrogate(tail.charAt(0))) {
      tail = tail.substring(1);
    }
    return tail.length() < 3 ? "" : ELLIPSIS + tail;
  }
}
