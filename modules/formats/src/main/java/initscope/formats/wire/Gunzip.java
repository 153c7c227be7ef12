package initscope.formats.wire;

import initscope.model.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Unpacks what gzip packed (RFC 1952), as far as it goes.
///
/// @param bytes what came out
/// @param whole whether that is all of it
public record Gunzip(Bytes bytes, boolean whole) {
  private static final int PIECE_BYTES = 64 << 10;

  /// Whether bytes begin as gzip's do.
  public static boolean recognises(Bytes head) {
    return head.size() > 18 && head.at(0) == 0x1f && head.at(1) == 0x8b && head.at(2) == 8;
  }

  /// Unpacks.
  ///
  /// @param packed what begins as gzip's does; at most 2 GiB of it are read
  /// @param most bytes that are kept, however much it would be
  public static Gunzip of(Bytes packed, int most) {
    List<Bytes> pieces = new ArrayList<>();
    int room = most;
    boolean whole = false;
    byte[] all = packed.first(Integer.MAX_VALUE - 8L).toArray();
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(all), PIECE_BYTES)) {
      while (room > 0) {
        byte[] piece = new byte[Math.min(PIECE_BYTES, room)];
        int got = in.read(piece, 0, piece.length);
        if (got < 0) {
          whole = true;
          break;
        }
        pieces.add(Bytes.of(piece).first(got));
        room -= got;
      }
      whole |= room == 0 && in.read() < 0;
    } catch (IOException e) {
      whole = false; // cut or damaged: what came before is good
    }
    return new Gunzip(pieces.isEmpty() ? Bytes.EMPTY : Bytes.join(pieces), whole);
  }
}
