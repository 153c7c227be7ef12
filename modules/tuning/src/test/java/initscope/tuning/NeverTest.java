package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Commands that no code of this project may hold.
class NeverTest {
  // In two halves, so that this file does not hold them either.
  private static final List<String> NEVER =
      List.of(
          "set" + "enforce",
          "SELINUX=" + "disabled",
          "SELINUX=" + "permissive",
          "sysctl --" + "system\n");

  @Test
  void noCodeTurnsSelinuxOff() throws IOException {
    Path root = Path.of(System.getProperty("initscope.root", "."));
    Assumptions.assumeTrue(Files.isDirectory(root.resolve("modules")), "not in the source tree");
    List<String> found = new ArrayList<>();
    int[] read = {0};
    for (String part : List.of("modules", "app", "packaging")) {
      if (!Files.isDirectory(root.resolve(part))) {
        continue;
      }
      try (var files = Files.walk(root.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = file.toString();
          boolean code =
              name.endsWith(".java") || name.endsWith(".sh") || name.endsWith(".service");
          if (code && !name.contains("/target/") && !name.contains("/src/test/")) {
            read[0]++;
            String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            NEVER.stream().filter(text::contains).forEach(n -> found.add(name + ": " + n));
          }
        }
      }
    }
    assertThat(read[0]).isGreaterThan(20);
    assertThat(found).isEmpty();
  }
}
