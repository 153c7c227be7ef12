package initscope.tuning.units;

import initscope.diagnosis.units.GoProgram;
import initscope.diagnosis.units.Program;
import initscope.diagnosis.units.Surroundings;
import initscope.diagnosis.units.UnitScene;
import initscope.diagnosis.units.UnitSettings;
import initscope.diagnosis.units.UnitTable;
import initscope.formats.proc.FstabDecoder;
import initscope.formats.proc.MountinfoDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.formats.systemd.UnitFileDecoder;
import initscope.model.Bytes;
import initscope.model.host.Mount;
import initscope.model.host.UnitProperties;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
    UnitSettings files,
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
        settings(answers.getOrDefault("cat", ""), paths),
        new MountinfoDecoder().decode(Bytes.of(answers.getOrDefault("mountinfo", ""))).value());
  }

  private static UnitSettings settings(String cat, Set<String> paths) {
    UnitFileDecoder decoder = paths.isEmpty() ? new UnitFileDecoder() : UnitFileDecoder.of(paths);
    return new UnitSettings(
        decoder.decode(Bytes.of(cat)).value().stream().flatMap(f -> f.lines().stream()).toList());
  }

  /// What the rules for mistakes look at.
  public UnitScene scene() {
    return new UnitScene(unit, shown, files, program(), around());
  }

  private Program program() {
    String notify = fact("notify");
    Optional<Boolean> notifies =
        notify.isEmpty() ? Optional.empty() : Optional.of(notify.equals("yes"));
    return new Program(goProgram(), fact("program"), notifies);
  }

  private Surroundings around() {
    String user = fact("user");
    return new Surroundings(
        new FstabDecoder().decode(Bytes.of(text("fstab"))).value(),
        units(text("needs")),
        text("cycles").lines().toList(),
        named("envfile "),
        named("missing ").keySet(),
        version(),
        user.isEmpty() ? Optional.empty() : Optional.of(user.equals("local")),
        UnitTable.EMPTY);
  }

  /// Answers whose names begin so, by what follows.
  private Map<String, String> named(String prefix) {
    return answers.entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .collect(Collectors.toMap(e -> e.getKey().substring(prefix.length()), Map.Entry::getValue));
  }

  /// Of {@code systemd 252 (252-46.el9)}.
  private OptionalInt version() {
    List<String> words = words(text("systemd"));
    boolean told =
        words.size() > 1
            && words.get(1).length() < 6
            && words.get(1).chars().allMatch(c -> c >= '0' && c <= '9');
    return told ? OptionalInt.of(Integer.parseInt(words.get(1))) : OptionalInt.empty();
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

  /// What built the unit's program.
  GoProgram goProgram() {
    return GoProgram.parse(text("buildinfo"));
  }
}
