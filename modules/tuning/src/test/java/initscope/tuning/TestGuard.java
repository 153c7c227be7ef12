package initscope.tuning;

import initscope.tuning.host.HostScript;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The guard's text as schedules run it: its own lines, after a prelude that can kill it at its marks, fail its calls, and logs what
/// it syncs.
final class TestGuard {
  private static final String FIRST = "\nset -u\n";

  private TestGuard() {}

  static String text() {
    return of(HostScript.guard());
  }

  static String of(String guard) {
    if (!guard.contains(FIRST)) {
      throw new AssertionError("the guard has no place for the prelude");
    }
    return guard
        .replace("#pt", "pt")
        .replace("exec dd ", "dd ") // a program does not know the prelude
        .replace(FIRST, FIRST + prelude());
  }

  private static String prelude() {
    try (InputStream in = TestGuard.class.getResourceAsStream("prelude.sh")) {
      if (in == null) {
        throw new AssertionError("no prelude.sh");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
