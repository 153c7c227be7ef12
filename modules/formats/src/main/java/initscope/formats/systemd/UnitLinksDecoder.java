package initscope.formats.systemd;

import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.start.UnitFile;
import java.util.Optional;

/// Symbolic links among unit files, one on a line, as {@code find /etc/systemd/system -type l -printf '%p -> %l\n'} prints them.
public final class UnitLinksDecoder extends LineDecoder<UnitFile> {
  /// Name of the format.
  public static final String NAME = "unit-links";

  private static final String ARROW = " -> ";

  /// A decoder.
  public UnitLinksDecoder() {
    super(new Format(NAME, "symbolic links of unit files"), NAME);
  }

  @Override
  protected Optional<UnitFile> scan(String line) {
    int arrow = line.indexOf(ARROW);
    if (arrow <= 0 || arrow + ARROW.length() == line.length()) {
      return Optional.empty();
    }
    String path = line.substring(0, arrow);
    return UnitNames.isUnit(UnitNames.last(path)) || path.endsWith(".conf")
        ? Optional.of(UnitFile.link(path, line.substring(arrow + ARROW.length())))
        : Optional.empty();
  }
}
