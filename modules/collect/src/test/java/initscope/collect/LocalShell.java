package initscope.collect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.program.AnswerSorter;
import initscope.collect.program.AttachProgram;
import initscope.collect.program.ErrorFrames;
import initscope.collect.program.FrameParser;
import initscope.collect.program.StepResults;
import initscope.collect.spool.Spool;
import initscope.evidence.CaptureFacts;
import initscope.model.Coverage;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs the host program in a shell of this machine.
public final class LocalShell {
  private LocalShell() {}

  /// The coverage of a program run by a shell; its entries are in the folder.
  public static List<Coverage> collect(Plan plan, Path folder, List<String> shell)
      throws Exception {
    assumeTrue(Files.isExecutable(Path.of(shell.getFirst())), "no " + shell.getFirst());
    Spool spool =
        Spool.create(
            folder, CaptureFacts.begin("test", "here", "attach", plan.target().words(), 0));
    String nonce = "nonce0123456789";
    Process process = new ProcessBuilder(shell).start();
    AnswerSorter sorter = new AnswerSorter(plan, spool);
    FrameParser parser = new FrameParser(nonce, sorter);
    ErrorFrames errors = new ErrorFrames(nonce);
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (InputStream in = process.getErrorStream()) {
                    byte[] bytes = in.readAllBytes();
                    errors.accept(bytes, 0, bytes.length);
                  } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  }
                });
    process.getOutputStream().write(AttachProgram.of(plan, nonce).getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().close();
    byte[] buffer = new byte[777];
    for (int n; (n = process.getInputStream().read(buffer)) >= 0; ) {
      parser.accept(buffer, 0, n);
    }
    reader.join();
    boolean complete = sorter.fact("end").isPresent();
    List<Coverage> coverage =
        sorter
            .results()
            .coverage(
                plan,
                errors.byBlock(),
                new StepResults.Ending(
                    sorter.fact("pid").isPresent(),
                    sorter.fact("unit").isPresent(),
                    sorter.fact("locked").isPresent(),
                    complete));
    for (Coverage one : coverage) {
      spool.coverage(one);
    }
    spool.close();
    return coverage;
  }
}
