package initscope.model.change;

/// Sets an SELinux boolean.
///
/// @param name of it
/// @param on what it shall be
public record SetBoolean(String name, boolean on) implements Change {
  /// Checks the name.
  public SetBoolean {
    Changes.check(Changes.isWord(name, 128, "_"), "a boolean's name is letters, digits and _");
  }

  static SetBoolean of(String target, String wanted) {
    String word = wanted.strip();
    boolean on = word.equals("on") || word.equals("1") || word.equals("true");
    boolean off = word.equals("off") || word.equals("0") || word.equals("false");
    Changes.check(on || off, "a boolean is on or off");
    return new SetBoolean(target, on);
  }

  @Override
  public String kind() {
    return "boolean";
  }

  @Override
  public String target() {
    return name;
  }

  @Override
  public String wanted() {
    return on ? "on" : "off";
  }
}
