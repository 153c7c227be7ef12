package initscope.verbs;

import initscope.diagnosis.binary.SlowWork;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Failure;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.binary.BinaryFacts;
import initscope.xray.ProgramReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A Go binary from outside.
public final class Inspect {
  private Inspect() {}

  /// What was read of a file.
  ///
  /// @param facts as far as it could be read
  /// @param problems what could not
  public record Inspected(BinaryFacts facts, List<Problem> problems) {
    /// Keeps an immutable copy.
    public Inspected {
      problems = List.copyOf(problems);
    }

    /// Whether the file is cut or damaged, so that something is missing.
    public boolean isDamaged() {
      return !problems.isEmpty();
    }
  }

  /// Reads an executable on this computer. It is never run.
  ///
  /// @throws Failure.InputDamaged where the file is no Go executable
  public static Inspected run(Path file, Progress progress) throws Failure, CancelledException {
    Bytes bytes = Inputs.open(file);
    Decoded<Optional<BinaryFacts>> read = ProgramReader.read(bytes, SlowWork::isKnown, progress);
    if (read.value().isEmpty()) {
      throw new Failure.InputDamaged("No Go executable in", file.toString(), why(read.problems()));
    }
    return new Inspected(read.value().get(), read.problems());
  }

  private static String why(List<Problem> problems) {
    List<String> ids = problems.stream().map(Problem::id).toList();
    if (ids.contains("elf.unknown")) {
      return "it is no ELF file of 64 bits, little-endian; name an executable built by Go for"
          + " Linux.";
    }
    if (ids.contains("elf.packed")) {
      return "it is packed by UPX and cannot be read; name it as it was before, or what upx -d"
          + " makes of a copy.";
    }
    if (ids.contains("elf.cut")) {
      return "it ends before what its headers tell of; copy it again.";
    }
    return ids.contains("elf.not.go")
        ? "it is an ELF file, but has neither Go build info nor a pclntab."
        : String.join(", ", ids) + ".";
  }
}
