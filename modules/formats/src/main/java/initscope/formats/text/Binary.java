package initscope.formats.text;

import initscope.model.Line;

/// Tells bytes that are no text at all, before anyone decodes them.
public final class Binary {
  private static final int LOOKED_AT_BYTES = 1024;

  private Binary() {}

  /// Whether a NUL stands near a line's beginning: no text file of the kernel, systemd, gdb or Go holds one.
  public static boolean is(Line line) {
    return line.bytes().first(LOOKED_AT_BYTES).indexOf(0, 0) >= 0;
  }
}
