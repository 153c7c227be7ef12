package initscope.remote.reads;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.List;

/// Reads of one host's files at scattered offsets. Not for several threads at once.
public interface RandomReads extends AutoCloseable {
  /// Reads a list of ranges of one file as one batch: however many, about one round trip.
  ///
  /// @param path absolute path on the host
  /// @param ranges in any order, may overlap
  /// @throws Failure when nothing can be read any more: the link is lost, the host refused the command
  Reads read(String path, List<Range> ranges, Progress progress) throws Failure, CancelledException;

  /// How it reads, for coverage and costs: {@code sftp-server -R} or {@code dd}.
  String how();

  /// Ends what runs on the host for it.
  @Override
  void close();
}
