package initscope.model.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Names of Linux system calls by number, which differ between architectures. The table is data:
/// {@code syscalls.tsv} beside this class.
public final class Syscalls {
  private Syscalls() {}

  /// The name of a system call.
  ///
  /// @param machine {@code x86_64} or {@code aarch64} as {@code uname -m} says, or Go's {@code amd64}, {@code arm64}
  /// @param number as /proc/PID/syscall prints it
  public static Optional<String> name(String machine, long number) {
    Map<Long, String> names =
        switch (machine) {
          case "x86_64", "amd64" -> Tables.AMD64;
          case "aarch64", "arm64" -> Tables.ARM64;
          default -> Map.of();
        };
    return Optional.ofNullable(names.get(number));
  }

  /// Read once, when first asked for.
  private static final class Tables {
    static final Map<Long, String> AMD64 = read(1);
    static final Map<Long, String> ARM64 = read(2);

    private static Map<Long, String> read(int column) {
      Map<Long, String> names = new HashMap<>();
      try (InputStream in = Syscalls.class.getResourceAsStream("syscalls.tsv")) {
        String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        text.lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("\t", -1))
            .filter(cells -> !cells[column].equals("-"))
            .forEach(cells -> names.put(Long.valueOf(cells[column]), cells[0]));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Map.copyOf(names);
    }
  }
}
