package initscope.model.change;

/// Lets one SELinux domain do what the policy denies, logged, for the time of a trial; the system stays enforcing.
///
/// @param type of the domain, such as {@code httpd_t}
public record PermitDomain(String type) implements Change {
  /// Nothing is permissive for longer.
  public static final int MAX_WINDOW_SECONDS = 3600;

  static final String WANTED = "permissive";

  /// Checks the type.
  public PermitDomain {
    Changes.check(Changes.isWord(type, 128, "_."), "a type is letters, digits and _");
  }

  static PermitDomain of(String target, String wanted) {
    Changes.check(wanted.strip().equals(WANTED), "a domain can be made permissive, nothing else");
    return new PermitDomain(target);
  }

  @Override
  public String kind() {
    return "permissive";
  }

  @Override
  public String target() {
    return type;
  }

  @Override
  public String wanted() {
    return WANTED;
  }
}
