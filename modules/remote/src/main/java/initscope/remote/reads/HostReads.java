package initscope.remote.reads;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Session;

/// Picks how to read: the host's sftp-server where it has one, else dd.
public final class HostReads {
  private HostReads() {}

  /// Starts what is best on this host.
  ///
  /// @param asRoot through sudo where the login is not root's
  public static RandomReads open(Session session, boolean asRoot, Progress progress)
      throws Failure, CancelledException {
    try {
      return SftpReader.start(session, asRoot, progress);
    } catch (Failure.HostRefused refused) {
      if (refused.what().startsWith("sftp-server") || refused.what().startsWith("No sftp-server")) {
        return new DdReader(session, asRoot);
      }
      throw refused;
    }
  }
}
