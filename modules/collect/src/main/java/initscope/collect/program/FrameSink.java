package initscope.collect.program;

import initscope.model.Failure;

/// Takes what a {@link FrameParser} finds.
public interface FrameSink {
  /// A block begins.
  ///
  /// @param id of the block
  /// @param nanos host time since boot
  void begin(String id, long nanos) throws Failure;

  /// Some of its content; the array is the caller's.
  void content(byte[] bytes, int from, int length) throws Failure;

  /// The block has ended.
  ///
  /// @param status exit status of what gave the content
  /// @param nanos host time since boot
  void end(int status, long nanos) throws Failure;

  /// A fact outside of blocks.
  void fact(String key, String value) throws Failure;
}
