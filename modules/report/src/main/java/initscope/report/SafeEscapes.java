package initscope.report;

import initscope.model.Display;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/// Writes characters that a terminal or editor would act upon as {@code \\uXXXX}: nothing is lost, and nothing is obeyed.
final class SafeEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;

  @Override
  public int[] getEscapeCodesForAscii() {
    int[] codes = standardAsciiEscapesForJSON();
    codes[0x7f] = ESCAPE_STANDARD;
    return codes;
  }

  @Override
  public @Nullable SerializableString getEscapeSequence(int c) {
    if (c < 0x80 || c > 0xffff) {
      return null;
    }
    String raw = String.valueOf((char) c);
    return Display.safe(raw).equals(raw) ? null : new SerializedString(String.format("\\u%04X", c));
  }
}
