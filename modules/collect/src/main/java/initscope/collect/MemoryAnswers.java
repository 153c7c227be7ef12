package initscope.collect;

import initscope.collect.program.ErrorFrames;
import initscope.collect.program.FrameParser;
import initscope.collect.program.FrameSink;
import initscope.collect.program.Script;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.OutputLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The answer of a small framed program, held in memory: blocks and facts.
final class MemoryAnswers implements FrameSink {
  private static final OutputLimits LIMITS = OutputLimits.of(16 << 20, Duration.ofSeconds(20));

  private final Map<String, Bytes> blocks = new LinkedHashMap<>();
  private final Map<String, Integer> statuses = new LinkedHashMap<>();
  private final Map<String, String> facts = new LinkedHashMap<>();
  private ByteArrayOutputStream block = new ByteArrayOutputStream();
  private String id = "";
  private long lastNanos;

  private MemoryAnswers() {}

  /// Runs a program that takes the nonce as its first argument.
  static MemoryAnswers of(HostAccess host, String program, Progress progress, String... arguments)
      throws Failure, CancelledException {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String nonce = "is" + HexFormat.of().formatHex(random);
    List<String> words = new ArrayList<>(List.of(nonce));
    words.addAll(List.of(arguments));
    MemoryAnswers answers = new MemoryAnswers();
    FrameParser parser = new FrameParser(nonce, answers);
    ErrorFrames errors = new ErrorFrames(nonce);
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            try {
              parser.accept(bytes, from, length);
            } catch (Failure e) {
              throw new IOException(e);
            }
          }
        };
    OutputStream err =
        new OutputStream() {
          @Override
          public void write(int b) {
            errors.accept(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            errors.accept(bytes, from, length);
          }
        };
    host.run(Script.named(program, words.toArray(String[]::new)), LIMITS, out, err, progress);
    return answers;
  }

  @Override
  public void begin(String name, long nanos) {
    id = name;
    block = new ByteArrayOutputStream();
  }

  @Override
  public void content(byte[] bytes, int from, int length) {
    block.write(bytes, from, length);
  }

  @Override
  public void end(int status, long nanos) {
    blocks.put(id, Bytes.of(block.toByteArray()));
    statuses.put(id, status);
    lastNanos = nanos;
  }

  @Override
  public void fact(String key, String value) {
    facts.put(key, value.strip());
  }

  /// A block; empty bytes where there was none.
  Bytes block(String name) {
    return blocks.getOrDefault(name, Bytes.EMPTY);
  }

  /// Exit status of what gave a block; -1 where it did not run.
  int status(String name) {
    return statuses.getOrDefault(name, -1);
  }

  /// A fact that is not empty.
  Optional<String> fact(String name) {
    return Optional.ofNullable(facts.get(name)).filter(v -> !v.isEmpty());
  }

  /// Host time of the last block.
  long lastNanos() {
    return lastNanos;
  }
}
