package initscope.formats.systemd;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.start.UnitFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Unit files and drop-ins, see systemd.syntax(7): one file, or several as {@code systemctl cat} prints them, each below a line
/// {@code # /path}. What systemd leaves out with a word in its log is a problem here, at its line.
public final class UnitFileDecoder implements Decoder<List<UnitFile>> {
  /// Name of the format.
  public static final String NAME = "unit-file";

  private static final Format FORMAT = new Format(NAME, "unit file, or systemctl cat UNIT");
  private static final Set<String> SECTIONS =
      Set.of(
          "Unit",
          "Service",
          "Install",
          "Socket",
          "Mount",
          "Automount",
          "Swap",
          "Path",
          "Timer",
          "Slice",
          "Scope");
  private static final int GUESS_LINES = 200;

  private final Optional<Set<String>> paths;

  /// Of text that may be one file or many: a comment with the path of a unit file begins one.
  public UnitFileDecoder() {
    this(Optional.empty());
  }

  private UnitFileDecoder(Optional<Set<String>> paths) {
    this.paths = paths;
  }

  /// Of what {@code systemctl cat} printed of files with these paths: a comment that names another begins no file.
  public static UnitFileDecoder of(Set<String> paths) {
    return new UnitFileDecoder(Optional.of(Set.copyOf(paths)));
  }

  /// Of one file, whatever its comments say.
  public static UnitFileDecoder ofOneFile() {
    return of(Set.of());
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    for (String line : Heads.lines(head, GUESS_LINES)) {
      String text = UnitFileReader.bare(line);
      if (!text.isEmpty() && !UnitFileReader.isComment(text)) {
        return section(text).filter(SECTIONS::contains).isPresent();
      }
    }
    return false;
  }

  @Override
  public Decoded<List<UnitFile>> decode(Bytes in) {
    UnitFileReader reader = new UnitFileReader(this);
    for (Line line : in.lines()) {
      if (!reader.takesMore(line)) {
        break;
      }
      if (Binary.is(line)) {
        reader.unreadable(line);
      } else {
        reader.line(line);
      }
    }
    return reader.end();
  }

  /// The path that a line begins a file of.
  Optional<String> header(String raw, boolean afterBlank) {
    if (!raw.startsWith("# /")) {
      return Optional.empty();
    }
    String path = raw.substring(2);
    boolean unit = UnitNames.isUnit(UnitNames.last(path)) || UnitNames.isDropIn(path);
    boolean fits =
        paths
            .map(known -> known.contains(path))
            .orElse(afterBlank && unit && path.indexOf(' ') < 0);
    return fits ? Optional.of(path) : Optional.empty();
  }

  /// The name in a line such as {@code [Service]}.
  static Optional<String> section(String text) {
    return text.length() > 2 && text.startsWith("[") && text.endsWith("]")
        ? Optional.of(text.substring(1, text.length() - 1))
        : Optional.empty();
  }

  /// Whether systemd knows a section; those whose name begins with {@code X-} are for others.
  static boolean knows(String section) {
    return SECTIONS.contains(section) || section.startsWith("X-");
  }
}
