package initscope.diagnosis.units;

/// What the build information of a program tells, as far as {@code unit.sh} reads it.
///
/// @param minor of Go 1.minor, 0 where it is no Go program or one of before 1.18, whose information lies elsewhere
/// @param defaultGodebug settings that the linker put in for an older language version in go.mod: {@code containermaxprocs=0,...}
public record GoProgram(int minor, String defaultGodebug) {
  /// What cannot be known.
  public static final GoProgram UNKNOWN = new GoProgram(0, "");

  private static final String SETTING = "DefaultGODEBUG=";

  /// Reads what stood after the mark of the build information; bytes that cannot be printed are question marks.
  public static GoProgram parse(String text) {
    int minor = 0;
    String settings = "";
    for (String line : text.lines().toList()) {
      int go = line.indexOf("go1.");
      if (minor == 0 && go >= 0 && go <= 3) {
        minor = number(line, go + 4);
      }
      int setting = line.indexOf(SETTING);
      if (setting >= 0 && settings.isEmpty()) {
        settings = line.substring(setting + SETTING.length()).strip();
      }
    }
    return minor == 0 ? UNKNOWN : new GoProgram(minor, settings);
  }

  private static int number(String line, int from) {
    int end = from;
    // No more than two: a byte of the next field may look like a digit.
    while (end < line.length()
        && end < from + 2
        && line.charAt(end) >= '0'
        && line.charAt(end) <= '9') {
      end++;
    }
    return end == from ? 0 : Integer.parseInt(line.substring(from, end));
  }

  /// Whether it is a Go program whose version could be read.
  public boolean known() {
    return minor > 0;
  }

  /// {@code Go 1.22}, or a question mark.
  public String name() {
    return known() ? "Go 1." + minor : "?";
  }

  /// Whether a setting of GODEBUG stands so in a list of them; the last of a name counts.
  public static boolean says(String settings, String name, String value) {
    boolean found = false;
    for (String one : settings.split(",", -1)) {
      if (one.strip().startsWith(name + "=")) {
        found = one.strip().equals(name + "=" + value);
      }
    }
    return found;
  }
}
