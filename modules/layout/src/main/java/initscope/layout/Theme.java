package initscope.layout;

/// Every colour of a chart, for one brightness. The values are those of AtlantaFX Primer, so that charts sit in the window without
/// a seam; the marks are Okabe-Ito colours moved until they stand out.
public enum Theme {
  /// Dark marks on white.
  LIGHT(0xffffff, 0xf6f8fa, 0x24292f, 0x57606a, 0xd0d7de, 0x0969da, 0xfff8c5),
  /// Light marks on near black.
  DARK(0x0d1117, 0x161b22, 0xc9d1d9, 0x8b949e, 0x30363d, 0x58a6ff, 0x3b2f00);

  /// Least contrast of text with what is behind it.
  public static final double TEXT_CONTRAST = 4.5;

  /// Least contrast of a mark's outline with the background.
  public static final double MARK_CONTRAST = 3.0;

  private final int background;
  private final int stripe;
  private final int text;
  private final int faint;
  private final int line;
  private final int accent;
  private final int match;

  Theme(int background, int stripe, int text, int faint, int line, int accent, int match) {
    this.background = background;
    this.stripe = stripe;
    this.text = text;
    this.faint = faint;
    this.line = line;
    this.accent = accent;
    this.match = match;
  }

  /// Behind everything.
  public Rgb background() {
    return Rgb.of(background);
  }

  /// Behind every other row and behind headings.
  public Rgb stripe() {
    return Rgb.of(stripe);
  }

  /// Text.
  public Rgb text() {
    return Rgb.of(text);
  }

  /// Less important text, still readable.
  public Rgb faint() {
    return Rgb.of(faint);
  }

  /// Grid lines; decoration only, nothing is said by them alone.
  public Rgb line() {
    return Rgb.of(line);
  }

  /// What is selected or focused.
  public Rgb accent() {
    return Rgb.of(accent);
  }

  /// Behind what a search found.
  public Rgb match() {
    return Rgb.of(match);
  }

  /// Inside of a mark: a tint, so that text on it can be read and a full screen stays calm.
  public Rgb fill(Tone tone) {
    return tone.base().mix(background(), this == LIGHT ? 0.62 : 0.60);
  }

  /// Outline of a mark.
  public Rgb stroke(Tone tone) {
    return tone.base()
        .until(
            tone == Tone.INIT ? TEXT_CONTRAST : MARK_CONTRAST,
            background(),
            this == LIGHT ? Rgb.BLACK : Rgb.WHITE);
  }

  /// Text on the inside of a mark.
  public Rgb on(Tone tone) {
    return text().until(TEXT_CONTRAST, fill(tone), this == LIGHT ? Rgb.BLACK : Rgb.WHITE);
  }
}
