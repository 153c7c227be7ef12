package initscope.formats.systemd;

import initscope.model.boot.PlotHost;
import java.util.Optional;

/// The title of a plot: {@code OS HOST (Linux RELEASE VERSION) ARCHITECTURE VIRTUALIZATION}. The name of the system may hold blanks and
/// brackets, the kernel's version too.
final class PlotTitle {
  private static final int LONGEST = 1024;
  private static final String KERNEL = " (Linux ";

  private PlotTitle() {}

  static Optional<PlotHost> read(String title) {
    String text = title.strip();
    int open = text.lastIndexOf(KERNEL);
    int close = text.lastIndexOf(')');
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    if (open < 0 || close < open) {
      return Optional.of(new PlotHost(text, "", "", "", "", ""));
    }
    String before = text.substring(0, open);
    int host = before.lastIndexOf(' ');
    String kernel = text.substring(open + KERNEL.length(), close);
    int release = kernel.indexOf(' ');
    String after = text.substring(close + 1).strip();
    int architecture = after.indexOf(' ');
    return Optional.of(
        new PlotHost(
            host < 0 ? before : before.substring(0, host).strip(),
            host < 0 ? "" : before.substring(host + 1),
            release < 0 ? kernel : kernel.substring(0, release),
            release < 0 ? "" : kernel.substring(release + 1),
            architecture < 0 ? after : after.substring(0, architecture),
            architecture < 0 ? "" : after.substring(architecture + 1).strip()));
  }
}
