package initscope.model.change;

/// Something a user wants different on a host. Each is one record here, one class in {@code initscope.tuning.plan} and a few
/// functions of the guard. {@link Changes} reads the three texts back.
public sealed interface Change
    permits SetSysctl,
        SetMountOptions,
        SetBoolean,
        PermitDomain,
        SetLabel,
        SetPort,
        AddPolicy,
        SetUnit,
        SetCgroup,
        SetLibraryPath {
  /// Word of the kind, as the journal and the command line know it.
  String kind();

  /// What is changed, for people.
  String target();

  /// What it shall be, for people; may have several lines.
  String wanted();
}
