package initscope.tuning;

import initscope.model.Failure;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;

/// A login that does what a test wants.
///
/// @param name of the host
/// @param runs each script
record TestShell(String name, Runs runs) implements HostShell {
  /// Runs a script, in whatever way.
  interface Runs {
    Reply run(HostScript script) throws Failure;
  }

  static HostShell of(Runs runs) {
    return new TestShell("ops@fake", runs);
  }

  @Override
  public String keySha256() {
    return "SHA256:fake";
  }

  @Override
  public Reply run(HostScript script) throws Failure {
    return runs.run(script);
  }

  @Override
  public void close() {}
}
