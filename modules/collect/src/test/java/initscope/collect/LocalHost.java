package initscope.collect;

import initscope.collect.program.Script;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.ExecResult;
import initscope.remote.OutputLimits;
import initscope.remote.Quote;
import initscope.remote.reads.Chunk;
import initscope.remote.reads.RandomReads;
import initscope.remote.reads.Range;
import initscope.remote.reads.Reads;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// This machine, without SSH: the same programs in a shell of choice, the same reads.
public final class LocalHost implements HostAccess {
  private final List<String> shell;

  /// A host whose programs run in a shell, such as {@code /bin/sh -s}.
  public LocalHost(String... shell) {
    this.shell = List.of(shell);
  }

  @Override
  public String name() {
    return "here";
  }

  @Override
  public String withoutRoot() {
    return "";
  }

  @Override
  public ExecResult run(
      Script script, OutputLimits limits, OutputStream out, OutputStream err, Progress progress)
      throws Failure {
    Process process = null;
    try {
      process = new ProcessBuilder(shell).start();
      InputStream said = process.getErrorStream();
      Thread errors =
          Thread
              .ofPlatform() // reading a pipe holds a virtual thread's carrier, and there are as few
              // as processors
              .daemon()
              .start(
                  () -> {
                    try (InputStream in = said) {
                      in.transferTo(err);
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  });
      try (OutputStream in = process.getOutputStream()) {
        String text = "set -- " + Quote.words(script.arguments()) + "\n" + script.text();
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
      process.getInputStream().transferTo(out);
      errors.join();
      int exit = process.waitFor();
      return new ExecResult(exit, Optional.empty(), false, false, false, 0, 0, 0, 0);
    } catch (IOException e) {
      throw new Failure.Local("Cannot run", "sh", "see the cause", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.HostUnreachable("Interrupted", "here", "try again");
    } finally {
      if (process != null) {
        process.destroyForcibly(); // where the reader failed, the shell would wait for it for ever
      }
    }
  }

  @Override
  public RandomReads reads(Progress progress) {
    return new RandomReads() {
      @Override
      public Reads read(String path, List<Range> ranges, Progress ignored) {
        List<Chunk> chunks = new ArrayList<>();
        for (Range range : ranges) {
          chunks.add(one(path, range));
        }
        return new Reads(chunks, ranges.size(), 0, 0);
      }

      @Override
      public String how() {
        return "pread";
      }

      @Override
      public void close() {}
    };
  }

  private static Chunk one(String path, Range range) {
    try (RandomAccessFile file = new RandomAccessFile(path, "r")) {
      byte[] bytes = new byte[range.length()];
      file.seek(range.offset());
      int got = Math.max(0, file.read(bytes));
      Bytes read = Bytes.of(Arrays.copyOf(bytes, got));
      return new Chunk(
          range, read, got < range.length() ? Optional.of("end of file") : Optional.empty());
    } catch (IOException e) {
      String text = String.valueOf(e.getMessage());
      return new Chunk(range, Bytes.EMPTY, Optional.of(text));
    }
  }
}
