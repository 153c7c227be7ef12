package initscope.remote;

import java.io.InputStream;
import java.io.OutputStream;

/// A program on a host with its standard input and output as streams. Closing it ends the program.
public interface DuplexChannel extends AutoCloseable {
  /// What the program reads.
  OutputStream toHost();

  /// What the program writes; ends where the program does and where the link is lost.
  InputStream fromHost();

  /// Waits until {@link #fromHost} has something to say or has ended.
  ///
  /// @return false when the time has passed without
  boolean await(long millis);

  /// Whether the connection is there; tells a program's end from a lost link.
  boolean linkAlive();

  /// The first of what it wrote to standard error.
  String errors();

  @Override
  void close();
}
