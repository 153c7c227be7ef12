package initscope.layout;

import java.util.Locale;

/// Sizes as people read them: at most three digits and a unit of powers of 1024.
public final class Sizes {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Sizes() {}

  /// Such as {@code 512 B}, {@code 4 KiB}, {@code 1.5 MiB}, {@code 128 TiB}.
  ///
  /// @param bytes unsigned
  public static String of(long bytes) {
    double value = bytes >= 0 ? bytes : bytes + 0x1p64;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    String text = String.format(Locale.ROOT, value >= 99.95 ? "%.0f" : "%.1f", value);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " " + UNITS[unit];
  }
}
