package initscope.model.host;

import initscope.model.Frame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One thread's user stack as pstack or gdb printed it.
///
/// @param tid kernel thread id (gdb's LWP, or the process id of a process with one thread)
/// @param name thread name where the tool told it
/// @param frames innermost first; a frame of which only the shared library is known has that as file and no line
/// @param offset byte offset of its first line in the input
/// @param line number of that line, from 1
/// @param complete false where the tool said that the stack goes on or could not be walked
public record ThreadStack(
    OptionalLong tid,
    Optional<String> name,
    List<Frame> frames,
    long offset,
    int line,
    boolean complete) {
  /// Keeps an immutable copy.
  public ThreadStack {
    frames = List.copyOf(frames);
  }
}
