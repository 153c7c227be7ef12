package initscope.collect;

import initscope.collect.program.Script;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.ExecResult;
import initscope.remote.OutputLimits;
import initscope.remote.reads.RandomReads;
import java.io.OutputStream;

/// What a capture needs of a host: to run a program, with root's rights where the login may have them, and to read files at
/// scattered places.
public interface HostAccess {
  /// The host as messages name it.
  String name();

  /// Runs a sh program as root where that is possible, else as the login user.
  ExecResult run(
      Script script, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
      throws Failure, CancelledException;

  /// Opens random reads, with the same rights.
  RandomReads reads(Progress progress) throws Failure, CancelledException;

  /// Why programs run without root's rights; empty while they have them or nothing was run yet.
  String withoutRoot();
}
