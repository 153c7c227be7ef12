package initscope.remote.reads;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Command;
import initscope.remote.DuplexChannel;
import initscope.remote.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Reads through the host's own {@code sftp-server -R}, which can write nothing: up to 2,048 reads or 2 MiB are on the way at once.
public final class SftpReader implements RandomReads {
  /// Goroutines are many small reads: with 64 of them on the way, 30,000 take 23 s at 50 ms to the host and back.
  private static final int MAX_IN_FLIGHT = 2048;

  private static final int MAX_BYTES_IN_FLIGHT = 2 << 20;
  private static final int MAX_READ_BYTES = 32 << 10;
  private static final int READ_PACKET_BYTES = 4 + 1 + 4 + 4 + 256 + 8 + 4;

  /// The configured server, else the usual places of RHEL, Debian, SUSE and Alpine.
  private static final String FIND =
      """
      initscope_configured=
      while read -r a b c d; do
      case $a:$b in [Ss]ubsystem:sftp) initscope_configured=$c ;; esac
      done </etc/ssh/sshd_config
      for s in "$initscope_configured" /usr/libexec/openssh/sftp-server \
      /usr/lib/openssh/sftp-server /usr/lib/ssh/sftp-server /usr/libexec/sftp-server \
      /usr/lib/sftp-server; do
      case $s in /*/sftp-server) [ -x "$s" ] && exec "$s" -R ;; esac
      done
      echo 'no sftp-server' >&2
      exit 127
      """;

  private final DuplexChannel channel;
  private final SftpWire wire;
  private final Map<String, byte[]> handles = new HashMap<>();
  private int nextId;
  private int strays;

  private SftpReader(DuplexChannel channel, String host) {
    this.channel = channel;
    this.wire = new SftpWire(channel, host);
  }

  /// Starts the host's sftp-server.
  ///
  /// @throws Failure.HostRefused when it has none, or root is needed and refused
  public static SftpReader start(Session session, boolean asRoot, Progress progress)
      throws Failure, CancelledException {
    Command find = Command.script("{ " + FIND + "} 2>/dev/null");
    return over(session.open(find, asRoot, progress), session.name(), progress);
  }

  /// Greets a server that has been started; ends it if it does not answer as one.
  static SftpReader over(DuplexChannel channel, String host, Progress progress)
      throws Failure, CancelledException {
    var reader = new SftpReader(channel, host);
    boolean greeted = false;
    try {
      reader.greet(progress);
      greeted = true;
      return reader;
    } finally {
      if (!greeted) {
        channel.close();
      }
    }
  }

  private void greet(Progress progress) throws Failure, CancelledException {
    wire.send(ByteBuffer.allocate(9).putInt(5).put((byte) SftpWire.INIT).putInt(3));
    ByteBuffer answer = wire.receive(progress, "Starting sftp-server");
    if (answer.get() != SftpWire.VERSION) {
      throw new Failure.HostRefused(
          "No sftp-server on", "the host", "memory can be read by dd instead.");
    }
  }

  @Override
  public Reads read(String path, List<Range> ranges, Progress progress)
      throws Failure, CancelledException {
    return readAll(List.of(FileRanges.of(path, ranges)), progress).getFirst();
  }

  @Override
  public List<Reads> readAll(List<FileRanges> files, Progress progress)
      throws Failure, CancelledException {
    long begin = System.nanoTime();
    Set<String> paths = new LinkedHashSet<>();
    files.stream().filter(f -> !f.ranges().isEmpty()).forEach(f -> paths.add(f.path()));
    Map<String, String> refused = open(paths, progress);
    Batch batch = new Batch(progress);
    List<List<Segment>> planned = new ArrayList<>();
    for (FileRanges file : files) {
      List<Segment> segments = Segment.plan(file.ranges());
      planned.add(segments);
      if (refused.containsKey(file.path())) {
        segments.forEach(s -> s.refuse(0, refused.getOrDefault(file.path(), "")));
      } else {
        byte[] handle = handles.getOrDefault(file.path(), new byte[0]);
        segments.forEach(s -> batch.add(handle, s, file.text()));
      }
    }
    int requests = batch.run();
    long end = System.nanoTime();
    List<Reads> answers = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      List<Chunk> chunks = Segment.answers(files.get(i).ranges(), planned.get(i));
      answers.add(new Reads(chunks, i == 0 ? requests : 0, begin, end));
    }
    return answers;
  }

  /// Opens files unless they are open; a refusal is the answer to every read of it.
  private Map<String, String> open(Set<String> paths, Progress progress)
      throws Failure, CancelledException {
    Map<Integer, String> asked = new LinkedHashMap<>();
    Map<String, String> refused = new HashMap<>();
    for (String path : paths) {
      if (!handles.containsKey(path)) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        int id = nextId++;
        ByteBuffer open = ByteBuffer.allocate(4 + 1 + 4 + 4 + name.length + 8);
        open.putInt(open.capacity() - 4).put((byte) SftpWire.OPEN).putInt(id);
        open.putInt(name.length).put(name).putInt(1).putInt(0);
        wire.send(open);
        asked.put(id, path);
      }
    }
    while (!asked.isEmpty()) {
      ByteBuffer answer = wire.receive(progress, "Opening " + String.join(", ", asked.values()));
      byte type = answer.get();
      String path = asked.remove(answer.remaining() >= 4 ? answer.getInt() : -1);
      known(path != null);
      if (path != null) {
        byte[] handle = type == SftpWire.HANDLE ? SftpWire.string(answer) : new byte[0];
        if (handle.length > 0 && handle.length <= 256) {
          handles.put(path, handle);
        } else {
          String why = type == SftpWire.STATUS ? status(answer) : "sftp-server speaks nonsense";
          refused.put(path, why);
        }
      }
    }
    return refused;
  }

  @Override
  public void forget(String path) {
    byte[] handle = handles.remove(path);
    if (handle != null) {
      ByteBuffer close = ByteBuffer.allocate(4 + 1 + 4 + 4 + handle.length);
      close.putInt(close.capacity() - 4).put((byte) SftpWire.CLOSE).putInt(nextId++);
      close.putInt(handle.length).put(handle);
      try {
        wire.send(close);
      } catch (Failure _) {
        // the next read tells that the link is lost
      }
    }
  }

  /// Answers to what a cancelled read had asked for come late, and those to a close come between; more in a row than that are no answers.
  private void known(boolean asked) throws Failure {
    strays = asked ? 0 : strays + 1;
    if (strays > 2 * MAX_IN_FLIGHT) {
      throw wire.nonsense();
    }
  }

  /// Words of a status: its code's meaning, or the host's own text.
  private static String status(ByteBuffer answer) {
    int code = answer.remaining() >= 4 ? answer.getInt() : -1;
    String text = new String(SftpWire.string(answer), StandardCharsets.UTF_8);
    return switch (code) {
      case 1 -> "end of file";
      case 2 -> "no such file";
      case 3 -> "permission denied";
      case 4 -> "not readable";
      default -> Display.safe(text.length() > 200 ? text.substring(0, 200) : text);
    };
  }

  /// One read on its way.
  private record Request(byte[] handle, Segment segment, int at, int end, boolean text) {
    Request from(int next) {
      return new Request(handle, segment, next, end, text);
    }

    int length() {
      return Math.min(MAX_READ_BYTES, end - at);
    }
  }

  /// All reads of one call.
  private final class Batch {
    private final Progress progress;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private final Map<Integer, Request> flying = new HashMap<>();
    private int total;
    private int sent;
    private int flyingBytes;

    Batch(Progress progress) {
      this.progress = progress;
    }

    void add(byte[] handle, Segment segment, boolean text) {
      for (int at = 0; at < segment.length(); at += MAX_READ_BYTES) {
        int end = Math.min(segment.length(), at + MAX_READ_BYTES);
        waiting.add(new Request(handle, segment, at, end, text));
      }
      total = waiting.size();
    }

    int run() throws Failure, CancelledException {
      while (!waiting.isEmpty() || !flying.isEmpty()) {
        boolean room = flying.size() <= MAX_IN_FLIGHT / 2 && flyingBytes <= MAX_BYTES_IN_FLIGHT / 2;
        if (room && !waiting.isEmpty()) {
          progress.report(total - waiting.size(), total, "Reading memory");
          fly();
        }
        take(wire.receive(progress, "Reading memory"));
      }
      return sent;
    }

    private void fly() throws Failure {
      int most = Math.min(MAX_IN_FLIGHT - flying.size(), waiting.size());
      ByteBuffer packets = ByteBuffer.allocate(most * READ_PACKET_BYTES);
      while (flying.size() < MAX_IN_FLIGHT
          && flyingBytes < MAX_BYTES_IN_FLIGHT
          && !waiting.isEmpty()) {
        Request next = waiting.remove();
        byte[] handle = next.handle();
        int id = nextId++;
        packets.putInt(1 + 4 + 4 + handle.length + 8 + 4).put((byte) SftpWire.READ).putInt(id);
        packets.putInt(handle.length).put(handle);
        packets.putLong(next.segment().offset() + next.at()).putInt(next.length());
        flying.put(id, next);
        flyingBytes += next.length();
        sent++;
      }
      wire.send(packets);
    }

    private void take(ByteBuffer answer) throws Failure {
      byte type = answer.get();
      Request request = answer.remaining() >= 4 ? flying.remove(answer.getInt()) : null;
      known(request != null);
      if (request == null) {
        return;
      }
      flyingBytes -= request.length();
      if (type != SftpWire.DATA) {
        refuse(request, type == SftpWire.STATUS ? status(answer) : "sftp-server speaks nonsense");
        return;
      }
      int length = answer.remaining() >= 4 ? answer.getInt() : 0;
      int got = Math.min(Math.min(length, answer.remaining()), request.length());
      if (got <= 0) {
        refuse(request, "end of file");
        return;
      }
      request
          .segment()
          .fill(request.at(), answer.array(), answer.arrayOffset() + answer.position(), got);
      if (request.text() && got < request.length()) {
        request.segment().refuse(request.at() + got, "end of file");
      } else if (request.at() + got < request.end()) {
        waiting.addFirst(request.from(request.at() + got));
      }
    }

    private void refuse(Request request, String why) {
      request.segment().refuse(request.at(), why);
      OptionalLong next = request.segment().nextWanted(request.at(), request.end());
      if (next.isPresent()) {
        waiting.addFirst(request.from((int) next.getAsLong()));
      }
    }
  }

  @Override
  public String how() {
    return "sftp-server -R";
  }

  @Override
  public void close() {
    channel.close();
  }
}
