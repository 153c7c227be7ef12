package initscope.remote.reads;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.List;

/// Reads of one host's files at scattered offsets. Not for several threads at once.
public interface RandomReads extends AutoCloseable {
  /// Reads a list of ranges of one file as one batch: however many, about one round trip.
  ///
  /// @param path absolute path on the host
  /// @param ranges in any order, may overlap
  /// @throws Failure when nothing can be read any more: the link is lost, the host refused the command
  Reads read(String path, List<Range> ranges, Progress progress) throws Failure, CancelledException;

  /// Reads places of several files, one after another in the order given. Where the host has sftp-server that is one batch: about
  /// one round trip, two the first time a file is named. A file may be named twice, to be read before and after others.
  ///
  /// @return one answer for each element
  default List<Reads> readAll(List<FileRanges> files, Progress progress)
      throws Failure, CancelledException {
    List<Reads> answers = new ArrayList<>();
    for (FileRanges file : files) {
      answers.add(read(file.path(), file.ranges(), progress));
    }
    return answers;
  }

  /// Opens a file anew when it is next read: the memory of a process that has executed another program is another file.
  default void forget(String path) {}

  /// How it reads, for coverage and costs: {@code sftp-server -R} or {@code dd}.
  String how();

  /// Ends what runs on the host for it.
  @Override
  void close();
}
