package initscope.model;

/// Bytes of one format to a value. A pure function: no files, clock or threads; never throws on bad bytes; time linear
/// in the input and memory bounded by a small multiple of what the value holds.
public interface Decoder<T> {
  /// The format it reads.
  Format format();

  /// Whether an input that begins with {@code head} (up to 64 KiB) looks like this format. Cheap; a guess, used only
  /// where nobody said what the input is.
  boolean recognises(Bytes head);

  /// Reads all that can be read.
  Decoded<T> decode(Bytes in);
}
