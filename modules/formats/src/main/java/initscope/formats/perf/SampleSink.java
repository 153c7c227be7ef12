package initscope.formats.perf;

import initscope.model.host.Mapping;

/// Told what a text of perf holds, in order. Places count in {@code text}, which is reused after each call.
interface SampleSink {
  /// A line of the header: {@code # hostname : build7}.
  void header(String name, String value);

  /// A sample begins.
  ///
  /// @param offset of its first line in the text as a whole
  void begin(byte[] text, HeaderLine line, long offset);

  /// A frame of the sample, innermost first.
  ///
  /// @param addressFrom where its address begins
  /// @param addressTo where it ends
  /// @param to where the line ends
  void frame(byte[] text, int addressFrom, int addressTo, int to);

  /// Tells a line again that was a frame before.
  ///
  /// @param from where its address begins
  /// @param to where the line ends
  /// @return whether it is known and was taken; else nothing was done
  default boolean again(byte[] text, int from, int to) {
    return false;
  }

  /// Source line of the frame told last: {@code server.go:17}.
  void sourceLine(byte[] text, int from, int to);

  /// The sample is complete.
  void end();

  /// Some code was mapped.
  default void map(Mapping mapping) {}

  /// Samples were lost.
  void lost(long count);

  /// The sample is not complete: its outer frames are missing, so that it belongs nowhere.
  void drop();
}
