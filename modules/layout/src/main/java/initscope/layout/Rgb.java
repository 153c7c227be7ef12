package initscope.layout;

import java.util.Locale;

/// A colour in sRGB, 0 to 255 each.
public record Rgb(int red, int green, int blue) {
  /// White.
  public static final Rgb WHITE = new Rgb(255, 255, 255);

  /// Black.
  public static final Rgb BLACK = new Rgb(0, 0, 0);

  /// From {@code 0xRRGGBB}.
  public static Rgb of(int rgb) {
    return new Rgb((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff);
  }

  /// {@code #rrggbb}.
  public String hex() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  /// A mix: {@code share} of the other colour, the rest of this one.
  public Rgb mix(Rgb other, double share) {
    return new Rgb(
        blend(red, other.red, share),
        blend(green, other.green, share),
        blend(blue, other.blue, share));
  }

  private static int blend(int a, int b, double share) {
    return (int) Math.round(a + (b - a) * share);
  }

  /// Relative luminance as WCAG 2 defines it.
  public double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  /// One channel with the sRGB curve undone, 0 to 1.
  static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /// Contrast ratio as WCAG 2 defines it, 1 to 21.
  public double contrast(Rgb other) {
    double a = luminance();
    double b = other.luminance();
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /// This colour moved towards {@code end} in small steps until it stands out from {@code ground} by {@code ratio}.
  public Rgb until(double ratio, Rgb ground, Rgb end) {
    Rgb moved = this;
    for (int step = 1; step <= 50 && moved.contrast(ground) < ratio; step++) {
      moved = mix(end, step / 50.0);
    }
    return moved;
  }
}
