package initscope.formats.wire;

import initscope.model.Bytes;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Unpacks what zstd packed (RFC 8878), piece by piece and as far as it goes: of a frame that was cut, all its whole blocks. Its window is at
/// most 8 MiB, or 32 MiB where it is as large as what the frame unpacks to; {@code zstd --long} makes larger ones.
public final class Unzstd {
  /// {@link #damage} of bytes that zstd did not write.
  public static final String DAMAGED = "damaged";

  private static final int PIECE_BYTES = 64 << 10;

  private final ZstdBlocks blocks;
  private final ZstdInputStream plain;
  private String damage = "";
  private boolean ended;

  /// Of bytes that begin as zstd's do.
  public Unzstd(Bytes packed) {
    blocks = new ZstdBlocks(packed);
    plain = new ZstdInputStream(blocks); // holds memory alone: nothing to close
  }

  /// Whether bytes begin as zstd's do.
  public static boolean recognises(Bytes head) {
    return head.size() > 8 && (int) head.u32(0) == ZstdBlocks.MAGIC;
  }

  /// Unpacks from the beginning.
  ///
  /// @param most bytes that are kept, however much it would be
  public static Bytes of(Bytes packed, int most) {
    Unzstd in = new Unzstd(packed);
    List<Bytes> pieces = new ArrayList<>();
    int room = most;
    while (room > 0) {
      byte[] piece = new byte[Math.min(PIECE_BYTES, room)];
      int got = in.read(piece, 0, piece.length);
      if (got < 0) {
        break;
      }
      pieces.add(Bytes.of(got == piece.length ? piece : Arrays.copyOf(piece, got)));
      room -= got;
    }
    return pieces.isEmpty() ? Bytes.EMPTY : Bytes.join(pieces);
  }

  /// Copies what comes next.
  ///
  /// @return how many bytes, at least 1; -1 at the end, also where what follows is damaged
  public int read(byte[] into, int from, int most) {
    if (ended) {
      return -1;
    }
    int got = -1;
    try {
      got = plain.read(into, from, Math.min(most, PIECE_BYTES)); // what it fails in is lost
    } catch (IOException | RuntimeException e) {
      // what unpacks refuses bad bytes with exceptions of several kinds
      damage = DAMAGED;
    }
    ended = got < 0;
    return got;
  }

  /// Bytes read of those that were packed.
  public long consumed() {
    return blocks.at();
  }

  /// Whether bytes behind the last frame, from {@link #consumed} on, are none of zstd's.
  public boolean trailing() {
    return ended && blocks.trailing();
  }

  /// The window in bytes that the frame at {@link #consumed} needs, where it is too large to be unpacked here; else 0.
  public long tooLargeWindow() {
    return blocks.tooLargeWindow();
  }

  /// What ended it before its end: {@code cut} or {@link #DAMAGED}; empty where nothing did.
  public String damage() {
    return damage.isEmpty() && blocks.cut() ? "cut" : damage;
  }
}
