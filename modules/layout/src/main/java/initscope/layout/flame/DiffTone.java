package initscope.layout.flame;

import java.util.Locale;

/// Kinds of change of a path.
public enum DiffTone {
  /// More after than before.
  GREW,
  /// Less.
  SHRANK,
  /// Not there before.
  NEW,
  /// Not there any more.
  GONE,
  /// No change, or one that chance explains.
  NOISE;

  /// Key of its name.
  public String key() {
    return "flame.diff." + name().toLowerCase(Locale.ROOT) + (this == NOISE ? ".legend" : "");
  }
}
