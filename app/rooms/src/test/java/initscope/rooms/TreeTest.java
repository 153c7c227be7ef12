package initscope.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What belongs to one machine stays there: the tree builds and reads the same everywhere.
class TreeTest {
  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".idea", ".vscode", "initscope-demo", "node_modules");

  /// Each is written so that this file does not hold what it looks for.
  private static final List<Pattern> OF_A_MACHINE =
      List.of(
          Pattern.compile("/wor[k]/(main|shared|tmp|\\.)"),
          Pattern.compile("/roo[t]/\\.m2"),
          Pattern.compile("<mirro[r]s?>|<repositor[y]>|<pluginRepositor[y]>"),
          Pattern.compile(
              "https?://[a-z0-9.-]*(artifactor[y]|nexu[s]|registr[y]\\.npmjs|repo1?\\.mave[n])"));

  @Test
  void noFileNamesAPlaceOfOneMachine() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files()) {
      String text = text(file);
      for (Pattern pattern : OF_A_MACHINE) {
        var matcher = pattern.matcher(text);
        if (matcher.find()) {
          found.add(Rooms.ROOT.relativize(file) + ": " + matcher.group());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void theProgramKnowsTheVersionOfTheBuild() throws IOException {
    String version = System.getProperty("initscope.version", "");
    assumeTrue(!version.isEmpty(), "only a Maven build has a version");
    try (InputStream in = TreeTest.class.getResourceAsStream("/initscope/verbs/version.txt")) {
      assertThat(in).asString(StandardCharsets.UTF_8).isEqualToIgnoringNewLines(version);
    }
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        Rooms.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() < 2_000_000) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (MalformedInputException e) {
      return ""; // not text
    }
  }
}
