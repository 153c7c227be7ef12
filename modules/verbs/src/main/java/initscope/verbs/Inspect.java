package initscope.verbs;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Failure;
import initscope.model.go.GoBinary;
import initscope.xray.BinaryReader;
import initscope.xray.memory.SparseMemory;
import java.nio.file.Path;
import java.util.Optional;

/// A Go binary from outside.
public final class Inspect {
  private Inspect() {}

  /// Reads an executable on this computer. It is never run.
  ///
  /// @throws Failure.InputDamaged where the file is no Go executable
  public static GoBinary run(Path file) throws Failure {
    Bytes bytes = Inputs.open(file);
    Decoded<Optional<GoBinary>> binary = BinaryReader.read(SparseMemory.ofFile(bytes));
    String why =
        binary.problems().stream().findFirst().map(p -> p.id()).orElse("no Go build information");
    return binary
        .value()
        .orElseThrow(
            () ->
                new Failure.InputDamaged(
                    "No Go executable in",
                    file.toString(),
                    why + "; name an ELF file built by Go."));
  }
}
