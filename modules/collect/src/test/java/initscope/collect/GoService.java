package initscope.collect;

import initscope.model.testing.GoToolchains;
import java.nio.file.Files;
import java.nio.file.Path;

/// A stripped Go program that hangs in the init of a package two levels deep.
final class GoService {
  private GoService() {}

  /// Builds it; skips the test where no Go toolchain is found.
  ///
  /// @param body what the init does, with imports of {@code net}, {@code sync}, {@code time} and {@code os} at hand
  static Path build(Path folder, String imports, String body) throws Exception {
    Path go = GoToolchains.any().getFirst();
    Path inner = Files.createDirectories(folder.resolve("internal/ledger"));
    Path outer = Files.createDirectories(folder.resolve("shop"));
    Files.writeString(folder.resolve("go.mod"), "module example.com/pay\n\ngo 1.19\n");
    Files.writeString(
        inner.resolve("ledger.go"),
        "package ledger\n\n"
            + imports
            + "\nfunc init() {\n\twork()\n}\n\n//go:noinline\nfunc work() {\n"
            + body
            + "\n}\n");
    Files.writeString(
        outer.resolve("shop.go"), "package shop\n\nimport _ \"example.com/pay/internal/ledger\"\n");
    Files.writeString(
        folder.resolve("main.go"),
        "package main\n\nimport _ \"example.com/pay/shop\"\n\nfunc main() {}\n");
    Path program = folder.resolve("pay");
    GoToolchains.run(go, folder, "build", "-ldflags=-s -w", "-o", program.toString(), ".");
    return program;
  }
}
