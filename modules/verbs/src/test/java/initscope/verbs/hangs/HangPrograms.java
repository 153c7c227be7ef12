package initscope.verbs.hangs;

import initscope.model.testing.GoToolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Builds a stripped program for every way to hang: {@code main} imports {@code a}, {@code a} imports {@code b}, whose init hangs.
final class HangPrograms {
  private HangPrograms() {}

  /// Builds them with one toolchain.
  ///
  /// @param mode of the build: {@code exe} or {@code pie}
  /// @return each program's file by the name of its way
  static Map<String, Path> build(Path go, String mode, List<Hang> hangs, Path folder)
      throws IOException {
    Path module = Files.createDirectories(folder.resolve("shop"));
    Files.writeString(module.resolve("go.mod"), "module shop\n\ngo 1.19\n");
    copy(Path.of("src/test/go/heart"), module.resolve("heart"));
    for (Hang hang : hangs) {
      Path main = module.resolve(hang.name());
      write(
          main.resolve("main.go"),
          "package main\n\nimport _ \"shop/%s/a\"\n\nfunc main() {}\n",
          hang);
      write(
          main.resolve("a/a.go"),
          "package a\n\nimport _ \"shop/%s/b\"\n\nvar Names = map[string]int{\"a\": 1}\n",
          hang);
      write(main.resolve("b/zz.go"), "package b\n\nimport _ \"shop/heart\"\n", hang);
      Files.copy(hang.source(), main.resolve("b").resolve(hang.source().getFileName()));
    }
    Path out = Files.createDirectories(folder.resolve("bin"));
    if (mode.equals("exe")) {
      link(go, module, "default", out, "./...");
    } else {
      for (Hang hang : hangs) { // the go command links no more than one program in such a mode
        link(go, module, mode, out, "./" + hang.name());
      }
    }
    return hangs.stream()
        .collect(java.util.stream.Collectors.toMap(Hang::name, h -> out.resolve(h.name())));
  }

  private static void link(Path go, Path module, String mode, Path out, String what)
      throws IOException {
    GoToolchains.run(
        go,
        module,
        "build",
        "-buildvcs=false",
        "-buildmode=" + mode,
        "-ldflags=-s -w",
        "-o",
        out + "/",
        what);
  }

  private static void write(Path file, String text, Hang hang) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.formatted(hang.name()));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
