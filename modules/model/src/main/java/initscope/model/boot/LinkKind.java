package initscope.model.boot;

/// How one unit names another; see systemd.unit(5). The names are those of systemd's properties.
public enum LinkKind {
  /// Ordered after.
  AFTER("After"),
  /// Ordered before.
  BEFORE("Before"),
  /// Pulls in; fails with it.
  REQUIRES("Requires"),
  /// Does not start where it is not active already.
  REQUISITE("Requisite"),
  /// Pulls in; stops with it.
  BINDS_TO("BindsTo"),
  /// Pulls in; does not mind its failure.
  WANTS("Wants"),
  /// Pulls in, again and again.
  UPHOLDS("Upholds"),
  /// Stops and restarts with it.
  PART_OF("PartOf"),
  /// Cannot run beside it.
  CONFLICTS("Conflicts"),
  /// The other side of {@link #REQUIRES}.
  REQUIRED_BY("RequiredBy"),
  /// The other side of {@link #WANTS}.
  WANTED_BY("WantedBy"),
  /// The other side of {@link #BINDS_TO}.
  BOUND_BY("BoundBy"),
  /// A socket, timer or path starts it.
  TRIGGERED_BY("TriggeredBy"),
  /// It starts another as a socket, timer or path does.
  TRIGGERS("Triggers");

  private final String property;

  LinkKind(String property) {
    this.property = property;
  }

  /// The property's name in {@code systemctl show} and {@code systemd-analyze dump}.
  public String property() {
    return property;
  }
}
