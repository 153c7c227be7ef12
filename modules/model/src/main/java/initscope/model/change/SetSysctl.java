package initscope.model.change;

/// Sets a kernel parameter.
///
/// @param key which
/// @param value what it shall be, white space squeezed
public record SetSysctl(SysctlKey key, String value) implements Change {
  /// Longest value.
  public static final int MAX_VALUE = 1024;

  /// Squeezes and checks the value.
  public SetSysctl {
    value = squeeze(value);
    if (value.isEmpty()
        || value.length() > MAX_VALUE
        || !value.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      throw new IllegalArgumentException("a value is 1 to 1024 printable ASCII characters");
    }
  }

  @Override
  public String kind() {
    return "sysctl";
  }

  @Override
  public String target() {
    return key.dotted();
  }

  @Override
  public String wanted() {
    return value;
  }

  /// A value as it is compared: the kernel answers with tabs where we wrote spaces.
  public static String squeeze(String raw) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      boolean space = c == ' ' || c == '\t' || c == '\n';
      if (!space) {
        out.append(c);
      } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
        out.append(' ');
      }
    }
    return out.toString().strip();
  }
}
