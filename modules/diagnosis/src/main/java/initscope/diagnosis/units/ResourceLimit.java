package initscope.diagnosis.units;

import java.util.Set;

/// Values of {@code LimitNOFILE=} and its like, see "Process Properties" of systemd.exec(5) and rlimit_parse() of systemd: one for both, or
/// {@code soft:hard}.
final class ResourceLimit {
  /// Counted in bytes.
  private static final Set<String> SIZES =
      Set.of(
          "LimitFSIZE",
          "LimitDATA",
          "LimitSTACK",
          "LimitCORE",
          "LimitRSS",
          "LimitAS",
          "LimitMEMLOCK",
          "LimitMSGQUEUE");

  private static final Set<String> NUMBERS =
      Set.of("LimitNOFILE", "LimitNPROC", "LimitLOCKS", "LimitSIGPENDING", "LimitRTPRIO");

  private static final String BIGGEST = "18446744073709551615";
  private static final int MOST_NICE = 40;

  private ResourceLimit() {}

  static boolean has(String name) {
    return SIZES.contains(name)
        || NUMBERS.contains(name)
        || Set.of("LimitCPU", "LimitRTTIME", "LimitNICE").contains(name);
  }

  /// Whether systemd takes it. That a soft limit must not be higher than the hard one is looked at where both are plain numbers.
  static boolean takes(String name, String value) {
    int colon = value.indexOf(':');
    if (colon < 0) {
      return one(name, value);
    }
    String soft = value.substring(0, colon);
    String hard = value.substring(colon + 1);
    return one(name, soft) && one(name, hard) && !higher(soft, hard);
  }

  private static boolean higher(String soft, String hard) {
    if (soft.equals("infinity") || !isDecimal(hard)) {
      return isDecimal(hard);
    }
    return isDecimal(soft) && compare(soft, hard) > 0;
  }

  private static int compare(String a, String b) {
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  /// Digits without a leading zero, which would make them octal.
  private static boolean isDecimal(String text) {
    return !text.isEmpty() && text.charAt(0) != '0' && digits(text, 10);
  }

  private static boolean one(String name, String value) {
    if (value.equals("infinity")) {
      return true;
    }
    return switch (name) {
      case "LimitCPU" -> SettingSpan.nanos(value).isPresent();
      case "LimitRTTIME" -> SettingSpan.nanos(value, 1000).isPresent();
      case "LimitNICE" -> nice(value);
      default -> NUMBERS.contains(name) ? number(value) : size(value);
    };
  }

  /// As strtoull(3) reads it: also octal and hexadecimal.
  static boolean number(String value) {
    String text = value.startsWith("+") ? value.substring(1) : value;
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return text.length() > 2 && text.length() <= 18 && digits(text.substring(2), 16);
    }
    if (text.length() > 1 && text.startsWith("0")) {
      return digits(text, 8);
    }
    return !text.isEmpty() && digits(text, 10) && compare(text, BIGGEST) <= 0;
  }

  private static boolean digits(String text, int base) {
    return text.chars().allMatch(c -> c < 128 && Character.digit(c, base) >= 0);
  }

  private static boolean nice(String value) {
    boolean relative = value.startsWith("+") || value.startsWith("-");
    String text = relative ? value.substring(1) : value;
    if (text.isEmpty() || text.length() > 3 || !digits(text, 10)) {
      return false;
    }
    int count = Integer.parseInt(text);
    return value.startsWith("+")
        ? count < 20
        : value.startsWith("-") ? count <= 20 : count <= MOST_NICE;
  }

  /// Numbers with {@code K M G T P E} or {@code B} behind them, see parse_size() of systemd.
  private static boolean size(String value) {
    int at = 0;
    boolean any = false;
    while (at < value.length()) {
      int from = at;
      while (at < value.length()
          && (Character.digit(value.charAt(at), 10) >= 0 || value.charAt(at) == '.')) {
        at++;
      }
      String number = value.substring(from, at);
      if (number.isEmpty()
          || number.equals(".")
          || number.indexOf('.') != number.lastIndexOf('.')) {
        return false;
      }
      at = blanks(value, at);
      if (at < value.length() && "BKMGTPE".indexOf(value.charAt(at)) >= 0) {
        at++;
      } else if (at < value.length()) {
        return false;
      }
      at = blanks(value, at);
      any = true;
    }
    return any;
  }

  private static int blanks(String value, int from) {
    int at = from;
    while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
