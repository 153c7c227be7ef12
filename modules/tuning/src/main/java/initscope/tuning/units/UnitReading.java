package initscope.tuning.units;

import initscope.formats.proc.MountinfoDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.model.Bytes;
import initscope.model.host.Mount;
import initscope.model.host.UnitProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a host said of one unit.
///
/// @param unit full name, as it was asked for
/// @param answers by name, raw: {@code show}, {@code cat}, {@code fstab}, {@code group /sys/fs/cgroup/.../cpu.max} ...
/// @param shown its properties
/// @param files its unit file and drop-ins
/// @param mounts that are there now
public record UnitReading(
    String unit,
    Map<String, String> answers,
    UnitProperties shown,
    UnitFiles files,
    List<Mount> mounts) {

  /// Reads the answers.
  public static UnitReading of(String unit, Map<String, String> answers) {
    List<UnitProperties> units = units(answers.getOrDefault("show", ""));
    UnitProperties shown = units.isEmpty() ? new UnitProperties(Map.of()) : units.getFirst();
    Set<String> paths =
        Stream.concat(
                shown.get("FragmentPath").stream(),
                words(shown.get("DropInPaths").orElse("")).stream())
            .collect(Collectors.toSet());
    return new UnitReading(
        unit,
        Map.copyOf(answers),
        shown,
        UnitFiles.parse(answers.getOrDefault("cat", ""), paths),
        new MountinfoDecoder().decode(Bytes.of(answers.getOrDefault("mountinfo", ""))).value());
  }

  static List<UnitProperties> units(String show) {
    return new SystemctlShowDecoder().decode(Bytes.of(show)).value();
  }

  static List<String> words(String text) {
    return Stream.of(text.split("\\s", -1)).filter(w -> !w.isEmpty()).toList();
  }

  /// Whether systemd has loaded it.
  public boolean loaded() {
    return property("LoadState").equals("loaded");
  }

  /// An answer as it came, empty where there was none.
  String text(String answer) {
    return answers.getOrDefault(answer, "");
  }

  /// An answer without white space around it.
  String fact(String answer) {
    return text(answer).strip();
  }

  /// A property, empty where systemd did not tell it.
  String property(String name) {
    return shown.get(name).orElse("");
  }

  /// Words of properties that are lists.
  List<String> list(String... names) {
    return Stream.of(names).flatMap(n -> words(property(n)).stream()).distinct().toList();
  }

  /// The effective value of a setting whose property has its name: as shown, else as the files say.
  public String value(String section, String name) {
    return shown
        .get(name)
        .orElseGet(() -> files.last(section, name).map(UnitLine::value).orElse(""));
  }

  /// Where a setting with one value stands.
  Optional<Place> place(String section, String... names) {
    return Stream.of(names)
        .flatMap(n -> files.last(section, n).stream())
        .findFirst()
        .map(UnitLine::place);
  }

  /// What built the unit's program.
  GoProgram program() {
    return GoProgram.parse(text("buildinfo"));
  }
}
