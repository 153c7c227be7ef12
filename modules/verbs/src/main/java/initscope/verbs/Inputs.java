package initscope.verbs;

import initscope.model.Bytes;
import initscope.model.Failure;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Files of the user as bytes.
public final class Inputs {
  private static final long READ_WHOLE_BYTES = 1 << 20;

  private Inputs() {}

  /// The bytes of a file: small ones are read, larger ones mapped. The mapping lives as long as the bytes are reachable.
  ///
  /// @throws Failure.InputDamaged where there is no such file or it cannot be read
  public static Bytes open(Path file) throws Failure {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (Files.isDirectory(file)) {
        throw new Failure.InputDamaged("Cannot read", file.toString(), "it is a folder; name a file.");
      }
      long size = channel.size();
      if (size == 0 || size > READ_WHOLE_BYTES) {
        return size == 0
            ? Bytes.of(Files.readAllBytes(file)) // pipes and files of /proc have no size to map
            : Bytes.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto()));
      }
      return Bytes.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new Failure.InputDamaged("Cannot open", file.toString(), "there is no such file.");
    } catch (IOException e) {
      throw new Failure.InputDamaged("Cannot read", file.toString(), e.getMessage() + ".");
    }
  }
}
