package initscope.formats.systemd;

import initscope.model.EvidenceRef;
import initscope.model.Format;
import initscope.model.boot.UnitFileLine;
import java.util.Optional;
import java.util.Set;

/// {@code systemctl list-unit-files}: name, state, and since 243 what the vendor would have. A state that systemd does not know makes the line
/// unreadable.
public final class UnitFilesDecoder extends PastedDecoder<UnitFileLine> {
  private static final Format FORMAT =
      new Format("systemctl-list-unit-files", "systemctl list-unit-files");
  private static final Set<String> STATES =
      Set.of(
          "enabled",
          "enabled-runtime",
          "linked",
          "linked-runtime",
          "alias",
          "masked",
          "masked-runtime",
          "static",
          "disabled",
          "indirect",
          "generated",
          "transient",
          "bad",
          "invalid");
  private static final Set<String> PRESETS = Set.of("enabled", "disabled", "ignored", "-");

  /// A decoder without state.
  public UnitFilesDecoder() {
    super(FORMAT);
  }

  @Override
  Optional<UnitFileLine> scan(String line, EvidenceRef place) {
    String[] words = line.strip().split("\\s+", 4);
    boolean fits = words.length == 2 || (words.length == 3 && PRESETS.contains(words[2]));
    if (!fits || !UnitNames.is(words[0]) || !STATES.contains(words[1])) {
      return Optional.empty();
    }
    String preset = words.length == 3 && !words[2].equals("-") ? words[2] : "";
    return Optional.of(new UnitFileLine(words[0], words[1], preset, place));
  }

  @Override
  boolean isTitle(String line) {
    return line.strip().startsWith("UNIT FILE ");
  }

  @Override
  boolean isOther(String line) {
    String text = line.strip();
    return isTitle(text) || text.endsWith(" listed.") || text.endsWith(" listed");
  }
}
