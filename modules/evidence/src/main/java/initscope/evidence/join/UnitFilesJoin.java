package initscope.evidence.join;

import initscope.formats.proc.FstabDecoder;
import initscope.formats.systemd.UnitFileDecoder;
import initscope.formats.systemd.UnitLinksDecoder;
import initscope.formats.systemd.UnitNames;
import initscope.model.Bytes;
import initscope.model.start.ServiceStart;
import initscope.model.start.UnitFile;
import java.util.ArrayList;
import java.util.List;

/// Unit files of all sources: those that were given, links among them, and what {@code systemctl cat} printed of a unit.
public final class UnitFilesJoin {
  /// What the keys of given ones begin with.
  public static final String FOLDER = "unit-files/";

  private static final String CAT = "unit/cat";

  private UnitFilesJoin() {}

  /// The key of a given one.
  ///
  /// @param input its number among the inputs
  public static String key(int input) {
    return FOLDER + input;
  }

  /// Whether a file is a unit file or a drop-in by its name.
  public static boolean isNamed(String path) {
    return UnitNames.isUnit(UnitNames.last(path)) || UnitNames.isDropIn(path);
  }

  /// The same start with unit files and the table of file systems.
  static ServiceStart into(ServiceStart start, Pieces pieces) {
    List<UnitFile> files = new ArrayList<>();
    for (Piece piece : pieces.all()) {
      if (piece.key().startsWith(FOLDER) || piece.key().equals(CAT)) {
        read(piece, pieces).forEach(f -> files.add(f.from(piece.name())));
      }
    }
    return start.withUnitFiles(files).withFstab(pieces.list("host/fstab", new FstabDecoder()));
  }

  private static List<UnitFile> read(Piece piece, Pieces pieces) {
    Bytes head = piece.bytes().first(64 << 10);
    if (isNamed(piece.name()) && !piece.key().equals(CAT)) {
      return piece.bytes().isEmpty()
          ? List.of(UnitFile.mask(piece.name()))
          : one(pieces.decode(piece, UnitFileDecoder.ofOneFile()));
    }
    boolean links = new UnitLinksDecoder().recognises(head) && !piece.key().equals(CAT);
    return pieces.decode(piece, links ? new UnitLinksDecoder() : new UnitFileDecoder());
  }

  /// A file of comments only is one without settings.
  private static List<UnitFile> one(List<UnitFile> read) {
    return read.isEmpty() ? List.of(UnitFile.of("", List.of())) : read;
  }
}
