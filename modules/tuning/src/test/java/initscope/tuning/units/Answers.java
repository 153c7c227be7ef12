package initscope.tuning.units;

import initscope.formats.systemd.UnitFileDecoder;
import initscope.model.Bytes;
import initscope.model.start.UnitLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a host might answer about a unit, for tests.
final class Answers {
  static final String UNIT = "orders.service";
  private static final String FOLDER = "/etc/systemd/system/";

  private final Map<String, String> answers = new LinkedHashMap<>();
  private final Map<String, String> shown = new LinkedHashMap<>();
  private String unit = UNIT;

  /// A unit with these lines; properties are the defaults of systemd 252 with what the lines say of them.
  static Answers of(String file) {
    Answers made = new Answers();
    made.shown.putAll(
        Map.of(
            "LoadState", "loaded",
            "Type", "simple",
            "RemainAfterExit", "no",
            "DefaultDependencies", "yes",
            "Restart", "no",
            "RestartUSec", "100ms",
            "TimeoutStartUSec", "1min 30s",
            "StartLimitIntervalUSec", "10s",
            "StartLimitBurst", "5",
            "LimitNOFILE", "524288"));
    List<UnitLine> lines =
        UnitFileDecoder.ofOneFile().decode(Bytes.of(file)).value().stream()
            .flatMap(f -> f.lines().stream())
            .toList();
    for (UnitLine line : lines) {
      switch (line.name()) {
        case "TimeoutStartSec", "TimeoutSec" -> made.shown.put("TimeoutStartUSec", line.value());
        case "RestartSec" -> made.shown.put("RestartUSec", line.value());
        case "StartLimitIntervalSec" -> made.shown.put("StartLimitIntervalUSec", line.value());
        case "Type",
            "RemainAfterExit",
            "DefaultDependencies",
            "Restart",
            "LimitNOFILE",
            "WantedBy" ->
            made.shown.put(line.name(), line.value());
        case "After", "Wants", "Requires", "BindsTo", "RequiresMountsFor" ->
            made.shown.merge(line.name(), line.value(), (a, b) -> a + " " + b);
        default -> {}
      }
    }
    made.answers.put("cat", file);
    return made;
  }

  /// The same for a file of the tree; empty text where the tree is not there.
  static Answers ofTree(String name) {
    Path file =
        Path.of(System.getProperty("initscope.root", "../..")).resolve("testhost/units/" + name);
    try {
      Answers made = of(Files.readString(file));
      made.unit = name;
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answers show(String name, String value) {
    shown.put(name, value);
    return this;
  }

  Answers with(String answer, String text) {
    answers.put(answer, text);
    return this;
  }

  /// A drop-in, read after what is there.
  Answers dropIn(String path, String text) {
    shown.merge("DropInPaths", path, (a, b) -> a + " " + b);
    answers.merge("cat", "\n# " + path + "\n" + text, String::concat);
    return this;
  }

  /// A Go program of this version.
  Answers go(int minor, boolean notifies) {
    return with("buildinfo", "?go1." + minor + ".1??0w?path\tcommand-line-arguments\n")
        .with("notify", notifies ? "yes\n" : "no\n")
        .with("program", "/opt/bins/orders\n");
  }

  UnitReading read() {
    Map<String, String> all = new LinkedHashMap<>(answers);
    shown.put("Id", unit);
    shown.put("FragmentPath", FOLDER + unit);
    StringBuilder show = new StringBuilder();
    shown.forEach((name, value) -> show.append(name).append('=').append(value).append('\n'));
    all.putIfAbsent("show", show.toString());
    all.put("cat", "# " + FOLDER + unit + "\n" + answers.getOrDefault("cat", ""));
    return UnitReading.of(unit, all);
  }

  static String resource(String name) {
    try (InputStream in = Answers.class.getResourceAsStream(name)) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
