package initscope.layout.flame;

import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Sizes;
import initscope.layout.Words;
import java.util.Locale;

/// Values of a comparison in words: shares in percent, rates as part of one CPU, what was measured in its own unit.
final class DiffValues {
  private DiffValues() {}

  static String signed(ProfileDiff diff, double value, Words words) {
    return (value < 0 ? "−" : "+") + number(diff, Math.abs(value), words);
  }

  static String number(ProfileDiff diff, double value, Words words) {
    return switch (diff.normalised()) {
      case SAMPLES -> percent(100 * value) + " %";
      case DURATION -> percent(value / 1e7) + " % CPU";
      case MEASURED -> amount(diff.unit(), Math.round(value), words);
    };
  }

  private static String amount(String unit, long value, Words words) {
    return unit.equals("bytes") ? Sizes.of(value) : FlameWords.amount(unit, value, words);
  }

  private static String percent(double shown) {
    return String.format(Locale.ROOT, shown != 0 && shown < 0.1 ? "%.2f" : "%.1f", shown);
  }

  /// A path of measured starts: what it was before and after, and how sure the change is.
  static String measured(ProfileDiff diff, int path, Words words) {
    String before = number(diff, diff.before(path), words);
    String after = number(diff, diff.after(path), words);
    String key = diff.isUnmeasured(path) ? "flame.diff.measured.unknown" : key(diff, path);
    String change = signed(diff, diff.delta(path), words);
    return words.say(key, before, after, change, number(diff, diff.bound(path), words));
  }

  private static String key(ProfileDiff diff, int path) {
    return switch (diff.state(path)) {
      case NEW -> "flame.diff.measured.new";
      case GONE -> "flame.diff.measured.gone";
      case BOTH -> both(diff, path);
    };
  }

  private static String both(ProfileDiff diff, int path) {
    boolean changed = diff.isSignificant(path);
    if (diff.isRepeated()) {
      return changed ? "flame.diff.node" : "flame.diff.noise";
    }
    return once(diff) + (changed ? ".node" : ".noise");
  }

  /// What keys of one start of each side begin with: what bounds a difference is how times were rounded, or the time between two looks.
  static String once(ProfileDiff diff) {
    return diff.isLooked() ? "flame.diff.once.looked" : "flame.diff.once";
  }

  /// What has no colour where starts were measured.
  static String quiet(ProfileDiff diff, Words words) {
    boolean unmeasured = false;
    for (int path = 1; path < diff.size(); path++) {
      unmeasured |= diff.isUnmeasured(path);
    }
    String key = diff.isRepeated() ? DiffTone.NOISE.key() : once(diff) + ".legend";
    String quiet = words.say(key);
    return unmeasured ? words.say("flame.diff.unmeasured.too", quiet) : quiet;
  }

  /// Both sides as a whole; what was not measured adds to it.
  static String whole(ProfileDiff diff, Words words) {
    boolean before = diff.isUnmeasured(0, false);
    boolean after = diff.isUnmeasured(0, true);
    String part = before && after ? ".both" : before ? ".before" : after ? ".after" : "";
    return words.say(
        "flame.diff.measured.whole" + part,
        number(diff, diff.before(0), words),
        number(diff, diff.after(0), words));
  }
}
