package initscope.model.change;

/// Something a user wants different on a host. More kinds come here; each is one record, one kind in {@code initscope.tuning.kind},
/// and three functions of the guard.
public sealed interface Change permits SetSysctl {
  /// Word of the kind, as the guard, the journal and the command line know it.
  String kind();

  /// What is changed, for people.
  String target();

  /// What it shall be, for people.
  String wanted();
}
