package initscope.collect;

import initscope.collect.program.AnswerSorter;
import initscope.collect.program.ErrorFrames;
import initscope.collect.program.FrameParser;
import initscope.collect.program.Script;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.ExecResult;
import initscope.remote.OutputLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs one framed program on a host and sorts its answer while it arrives.
final class FramedRun {
  private final AnswerSorter sorter;
  private final String nonce;
  private final FrameParser parser;
  private final ErrorFrames errors;
  private Optional<Failure> failed = Optional.empty();
  private long bytes;
  private boolean complete;
  private String cutBy = "the capture ended early";

  FramedRun(AnswerSorter sorter) {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.sorter = sorter;
    this.nonce = "is" + HexFormat.of().formatHex(random);
    this.parser = new FrameParser(nonce, sorter);
    this.errors = new ErrorFrames(nonce);
  }

  /// The word that begins this run's frames.
  String nonce() {
    return nonce;
  }

  /// Runs to the end, the limit or the cut. What arrived is sorted in any case.
  void run(HostAccess host, Script script, OutputLimits limits, Progress progress)
      throws Failure, CancelledException {
    try {
      ExecResult result = host.run(script, limits, new Answers(), new Errors(), progress);
      complete = !result.timedOut() && !result.truncated();
      cutBy = "";
    } catch (CancelledException e) {
      complete = sorter.fact("end").isPresent(); // it ended early and told all
      cutBy = complete ? "" : "cancelled";
      if (failed.isPresent()) {
        throw failed.get(); // what was heard since could not be kept
      }
      throw e;
    } catch (Failure e) {
      if (failed.isEmpty() && e instanceof Failure.HostUnreachable) {
        cutBy = "the link was lost";
      }
      throw failed.isPresent() ? failed.get() : e;
    } finally {
      if (failed.isEmpty() && parser.inBlock()) {
        sorter.cut();
      }
    }
    if (failed.isPresent()) {
      cutBy = "the capture ended early";
      throw failed.get();
    }
  }

  /// What ended it before its end, for people; empty where nothing did.
  ///
  /// @param incomplete what is said of an answer that did not come to its end
  String cutBy(String incomplete) {
    return cutBy.isEmpty() && !complete() ? incomplete : cutBy;
  }

  /// Whether the answer came to its end.
  boolean complete() {
    return complete && sorter.fact("end").isPresent();
  }

  /// Bytes received.
  long bytes() {
    return bytes;
  }

  /// Error lines by block.
  Map<String, List<String>> errors() {
    return errors.byBlock();
  }

  private final class Answers extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      bytes += length;
      try {
        parser.accept(from, offset, length);
      } catch (Failure e) {
        failed = Optional.of(e);
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  private final class Errors extends OutputStream {
    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      errors.accept(from, offset, length);
    }
  }
}
