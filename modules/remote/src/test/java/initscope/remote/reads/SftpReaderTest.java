package initscope.remote.reads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.DuplexChannel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Servers that answer late, in pieces, out of order, with what nobody asked, or not at all.
class SftpReaderTest {
  private static final int STATUS = 101;
  private static final int HANDLE = 102;
  private static final int DATA = 103;

  /// A server of one file in which each byte is the last of its offset, whose answers to reads a test makes.
  private static class Server implements DuplexChannel {
    final List<ByteBuffer> reads = new ArrayList<>();
    final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    ByteArrayInputStream answers = new ByteArrayInputStream(new byte[0]);
    boolean ended;

    /// What comes next, when all that came before is read.
    byte[] answer() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteBuffer in = ByteBuffer.wrap(asked.toByteArray());
      asked.reset();
      while (in.remaining() > 4) {
        ByteBuffer packet = in.slice(in.position() + 4, in.getInt());
        in.position(in.position() + packet.capacity());
        int type = packet.get();
        if (type == SftpWire.INIT) {
          out.writeBytes(packet(SftpWire.VERSION, 3, new byte[0]));
        } else if (type == SftpWire.OPEN) {
          out.writeBytes(packet(HANDLE, packet.getInt(), string("h")));
        } else if (type == SftpWire.READ) {
          reads.add(packet);
        }
      }
      Collections.reverse(reads);
      reads.forEach(read -> out.writeBytes(read(read.getInt(), read)));
      reads.clear();
      return out.toByteArray();
    }

    /// @param request from its handle on
    byte[] read(int id, ByteBuffer request) {
      request.getInt();
      request.get();
      long offset = request.getLong();
      byte[] bytes = new byte[length(request.getInt())];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (offset + i);
      }
      return packet(DATA, id, string(new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    int length(int wanted) {
      return wanted;
    }

    static byte[] string(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    static byte[] packet(int type, int id, byte[] body) {
      return ByteBuffer.allocate(9 + body.length)
          .putInt(5 + body.length)
          .put((byte) type)
          .putInt(id)
          .put(body)
          .array();
    }

    @Override
    public OutputStream toHost() {
      return asked;
    }

    @Override
    public InputStream fromHost() {
      return answers;
    }

    @Override
    public boolean await(long millis) {
      if (answers.available() == 0) {
        answers = new ByteArrayInputStream(answer());
      }
      return ended || answers.available() > 0;
    }

    @Override
    public boolean linkAlive() {
      return true;
    }

    @Override
    public String errors() {
      return "";
    }

    @Override
    public void close() {
      ended = true;
    }
  }

  private static List<Chunk> read(Server server, Progress progress) throws Exception {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ranges.add(new Range(100_000L * i, 40_000));
    }
    try (SftpReader reader = SftpReader.over(server, "h", progress)) {
      return reader.read("/f", ranges, progress).chunks();
    }
  }

  private static void complete(List<Chunk> chunks) {
    for (Chunk chunk : chunks) {
      assertThat(chunk.reason()).isEqualTo(Optional.empty());
      for (int at : new int[] {0, 32_767, 32_768, 39_999}) {
        assertThat((byte) chunk.bytes().at(at)).isEqualTo((byte) (chunk.range().offset() + at));
      }
    }
  }

  @Test
  void takesAnswersInAnyOrderAndInPieces() throws Exception {
    complete(read(new Server(), Progress.NONE));
    complete(
        read(
            new Server() {
              @Override
              int length(int wanted) {
                return (wanted + 2) / 3;
              }
            },
            Progress.NONE));
  }

  @Test
  void passesOverAFewAnswersToNothing() throws Exception {
    complete(
        read(
            new Server() {
              @Override
              byte[] read(int id, ByteBuffer request) {
                byte[] stray = packet(STATUS, -7, new byte[0]);
                byte[] right = super.read(id, request);
                return ByteBuffer.allocate(stray.length + right.length)
                    .put(stray)
                    .put(right)
                    .array();
              }
            },
            Progress.NONE));
  }

  @Test
  void aFloodOfAnswersToNothingIsNonsense() {
    Server flood =
        new Server() {
          @Override
          byte[] read(int id, ByteBuffer request) {
            return new byte[0];
          }

          @Override
          byte[] answer() {
            byte[] own = super.answer();
            return own.length > 0 ? own : packet(STATUS, -7, new byte[0]);
          }
        };
    assertThatThrownBy(() -> read(flood, Progress.NONE))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("nonsense");
  }

  /// A byte now and then is never silence, and never an answer.
  @Test
  void aDripCanBeCancelled() {
    Server drip =
        new Server() {
          @Override
          byte[] read(int id, ByteBuffer request) {
            return new byte[] {0, 3, 0, 0}; // the length of a long one
          }

          @Override
          byte[] answer() {
            byte[] own = super.answer();
            try {
              Thread.sleep(own.length > 0 ? 0 : 10);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return own.length > 0 ? own : new byte[1];
          }
        };
    int[] asked = {0};
    Progress impatient =
        (done, total, what) -> {
          if (total < 0 && ++asked[0] > 3) {
            throw new CancelledException();
          }
        };
    assertThatThrownBy(() -> read(drip, impatient)).isInstanceOf(CancelledException.class);
  }

  @Test
  void anEndInTheMiddleOfAnAnswerIsTold() {
    Server cut =
        new Server() {
          @Override
          byte[] read(int id, ByteBuffer request) {
            byte[] part = ended ? new byte[0] : new byte[] {0, 0, 1};
            ended = true;
            return part;
          }
        };
    assertThatThrownBy(() -> read(cut, Progress.NONE))
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("ended");
  }

  @Test
  void aLengthNobodyCanHaveIsNonsense() {
    for (int length : new int[] {0, -1, Integer.MAX_VALUE}) {
      Server huge =
          new Server() {
            @Override
            byte[] read(int id, ByteBuffer request) {
              return ByteBuffer.allocate(4).putInt(length).array();
            }
          };
      assertThatThrownBy(() -> read(huge, Progress.NONE)).isInstanceOf(Failure.HostRefused.class);
    }
  }
}
