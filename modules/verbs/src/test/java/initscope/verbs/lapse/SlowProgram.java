package initscope.verbs.lapse;

import initscope.model.testing.GoToolchains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Builds a stripped program whose packages take their time before {@code main}, each in its way: a sleep, a computation, reading a
/// file, a channel, and one with two init functions.
final class SlowProgram {
  static final String MODULE = "example.com/slow/";
  static final List<String> PACKAGES = List.of("asleep", "busy", "reads", "waits", "twice");

  private static final List<String> BODIES =
      List.of(
          "func init() { time.Sleep(300 * time.Millisecond) }",
          """
          var Sum = compute()
          //go:noinline
          func compute() (sum int) {
          \tfor begin := time.Now(); time.Since(begin) < 350*time.Millisecond; {
          \t\tfor i := 0; i < 1000; i++ { sum += i * sum }
          \t}
          \treturn sum
          }\
          """,
          """
          func init() {
          \tfor begin := time.Now(); time.Since(begin) < 200*time.Millisecond; {
          \t\tif _, err := os.ReadFile(os.Args[0]); err != nil { panic(err) }
          \t}
          }\
          """,
          """
          func init() {
          \tc := make(chan int)
          \tgo func() { time.Sleep(150 * time.Millisecond); c <- 1 }()
          \t<-c
          }\
          """,
          """
          func init() { time.Sleep(100 * time.Millisecond) }
          func init() { time.Sleep(400 * time.Millisecond) }\
          """);

  private SlowProgram() {}

  /// Builds it.
  ///
  /// @param mode of the build: {@code exe} or {@code pie}
  /// @param main what {@code main} does
  static Path build(Path go, String mode, Path folder, String main) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("go.mod"), "module example.com/slow\n\ngo 1.19\n");
    for (int i = 0; i < PACKAGES.size(); i++) {
      String name = PACKAGES.get(i);
      String before = i == 0 ? "" : "import _ \"" + MODULE + PACKAGES.get(i - 1) + "\"\n";
      String os = BODIES.get(i).contains("os.") ? "import \"os\"\n" : "";
      Path file = Files.createDirectories(folder.resolve(name)).resolve(name + ".go");
      Files.writeString(
          file,
          "package " + name + "\n\n" + before + os + "import \"time\"\n\n" + BODIES.get(i) + "\n");
    }
    Files.writeString(
        folder.resolve("main.go"),
        "package main\n\nimport _ \""
            + MODULE
            + PACKAGES.getLast()
            + "\"\nimport \"time\"\n\nfunc main() { "
            + main
            + " }\n");
    Path program = folder.resolve("slow");
    GoToolchains.run(
        go, folder, "build", "-buildmode=" + mode, "-ldflags=-s -w", "-o", program.toString(), ".");
    return program;
  }
}
