package initscope.diagnosis.units;

import initscope.formats.proc.FstabDecoder;
import initscope.formats.systemd.UnitFileDecoder;
import initscope.model.Bytes;
import initscope.model.host.FstabLine;
import initscope.model.start.UnitFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Unit files for tests, and what the rules find in them.
final class Units {
  private final List<UnitFile> files = new ArrayList<>();
  private List<FstabLine> fstab = List.of();
  private Map<String, String> environment = Map.of();
  private Set<String> missing = Set.of();
  private OptionalInt systemd = OptionalInt.empty();
  private Optional<Boolean> localUser = Optional.empty();
  private Program program = Program.UNKNOWN;

  /// One unit of the name {@code a.service} in no folder of systemd.
  static Units of(String text) {
    return new Units().file("a.service", text);
  }

  Units file(String path, String text) {
    if (text.isEmpty()) {
      files.add(UnitFile.mask(path));
      return this;
    }
    List<UnitFile> read = UnitFileDecoder.ofOneFile().decode(Bytes.of(text)).value();
    files.add(read.isEmpty() ? UnitFile.of(path, List.of()) : read.getFirst().from(path));
    return this;
  }

  Units link(String path, String target) {
    files.add(UnitFile.link(path, target));
    return this;
  }

  Units fstab(String text) {
    fstab = new FstabDecoder().decode(Bytes.of(text)).value();
    return this;
  }

  Units systemd(int version) {
    systemd = OptionalInt.of(version);
    return this;
  }

  Units missing(String file) {
    missing = Set.of(file);
    return this;
  }

  Units environment(String file, String lines) {
    environment = Map.of(file, lines);
    return this;
  }

  Units userIsLocal(boolean local) {
    localUser = Optional.of(local);
    return this;
  }

  /// The program of the first unit: built by Go 1.MINOR, and whether it holds the name NOTIFY_SOCKET.
  Units go(int minor, boolean notifies) {
    program = new Program(new GoProgram(minor, ""), "/usr/bin/a", Optional.of(notifies));
    return this;
  }

  UnitTable table() {
    return UnitTable.of(files).getFirst();
  }

  List<UnitTable> tables() {
    return UnitTable.of(files);
  }

  /// What is found in one unit.
  List<Mistake> in(String unit) {
    UnitTable table = table();
    Surroundings around =
        new Surroundings(
            fstab, List.of(), List.of(), environment, missing, systemd, localUser, table);
    UnitScene scene = table.scene(table.get(unit).orElseThrow(), around);
    return UnitMistakes.of(
        new UnitScene(scene.unit(), scene.shown(), scene.files(), program, around));
  }

  List<Kind> kinds(String unit) {
    return in(unit).stream().map(Mistake::kind).toList();
  }

  /// Of the first unit.
  List<Kind> kinds() {
    return kinds("a.service");
  }

  /// All that is found, as {@code UNIT ID}.
  List<String> all() {
    return FileMistakes.of(files, fstab, Optional.empty()).found().stream()
        .map(f -> f.unit() + " " + f.mistake().id())
        .toList();
  }
}
