package initscope.verbs;

import initscope.collect.spool.FileBytes;
import initscope.formats.Formats;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Files of the user as bytes.
public final class Inputs {
  private static final int HEAD = 8;
  private static final int GUESS = 64 << 10; // of text that is read packed

  private Inputs() {}

  /// The bytes of a file; of a packed core those it holds.
  ///
  /// @throws Failure.InputDamaged where there is no such file or it cannot be read
  public static Bytes open(Path file, Progress progress) throws Failure, CancelledException {
    Bytes bytes = open(file);
    boolean core =
        PackedCore.recognises(bytes.first(HEAD)) && Formats.recognise(bytes.first(GUESS)).isEmpty();
    return core ? PackedCore.unpack(file, progress) : bytes;
  }

  /// The bytes of a file as they are.
  ///
  /// @throws Failure.InputDamaged where there is no such file or it cannot be read
  public static Bytes open(Path file) throws Failure {
    try {
      if (Files.isDirectory(file)) {
        throw new Failure.InputDamaged(
            "Cannot read", file.toString(), "it is a folder; name a file.");
      }
      return FileBytes.map(file);
    } catch (NoSuchFileException e) {
      throw new Failure.InputDamaged("Cannot open", file.toString(), "there is no such file.");
    } catch (IOException e) {
      throw new Failure.InputDamaged("Cannot read", file.toString(), e.getMessage() + ".");
    }
  }
}
