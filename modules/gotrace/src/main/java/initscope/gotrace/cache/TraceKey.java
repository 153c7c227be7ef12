package initscope.gotrace.cache;

import initscope.model.Bytes;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// Which trace an index belongs to, and who made it. Two checksums tell changed files apart, not forged ones: who can forge a trace can as
/// well write what he likes into its index.
///
/// @param size of the trace in bytes
/// @param hash CRC32C and CRC32 of all its bytes, in the high and low half
/// @param maker version of the program: another one may decode the same trace to something else
public record TraceKey(long size, long hash, String maker) {
  private static final int PIECE = 1 << 20;

  /// The key of a trace. Reads all of it.
  public static TraceKey of(Bytes trace, String maker) {
    CRC32C first = new CRC32C();
    CRC32 second = new CRC32();
    for (long at = 0; at < trace.size(); at += PIECE) {
      ByteBuffer piece = trace.from(at).first(PIECE).segment().asByteBuffer();
      first.update(piece.duplicate());
      second.update(piece);
    }
    return new TraceKey(trace.size(), first.getValue() << 32 | second.getValue(), maker);
  }

  /// The CRC32C of some bytes.
  static long checksum(Bytes bytes) {
    CRC32C checksum = new CRC32C();
    for (long at = 0; at < bytes.size(); at += PIECE) {
      checksum.update(bytes.from(at).first(PIECE).segment().asByteBuffer());
    }
    return checksum.getValue();
  }
}
