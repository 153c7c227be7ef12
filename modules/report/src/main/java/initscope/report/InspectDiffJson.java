package initscope.report;

import initscope.diagnosis.binary.BinaryDiff;
import initscope.diagnosis.binary.BinaryDiff.InitChange;
import initscope.diagnosis.binary.BinaryDiff.Sides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// What differs between two executables as JSON: {@code initscope.inspect-diff/1}. Each value has {@code before} and {@code after}; one that
/// a side lacks is left out there.
public final class InspectDiffJson {
  /// The schema's name.
  public static final String SCHEMA = "initscope.inspect-diff/1";

  private InspectDiffJson() {}

  /// One object on one line.
  ///
  /// @param before name of the first file
  /// @param after name of the second
  public static String write(String before, String after, BinaryDiff diff) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("files", Map.of("before", before, "after", after));
    json.put("facts", all(diff.facts(), v -> v));
    json.put("settings", all(diff.settings(), v -> v));
    json.put("modules", all(diff.modules(), InspectJson::module));
    Map<String, Object> parts = new LinkedHashMap<>();
    diff.parts().forEach((part, sides) -> parts.put(part.word(), sides(sides, v -> v)));
    json.put("parts", parts);
    json.put("relocations", all(diff.relocations(), v -> v));
    json.put("initsComparable", diff.initsComparable());
    json.put("inits", diff.inits().stream().map(InspectDiffJson::init).toList());
    List<Map<String, Object>> slow =
        diff.slow().stream().map(change -> sides(change.sides(), InspectJson::slow)).toList();
    json.put("slow", slow);
    return PlainJson.line(json);
  }

  private static <T> Map<String, Object> all(Map<String, Sides<T>> values, Function<T, Object> as) {
    Map<String, Object> json = new LinkedHashMap<>();
    values.forEach((name, sides) -> json.put(name, sides(sides, as)));
    return json;
  }

  private static <T> Map<String, Object> sides(Sides<T> sides, Function<T, Object> as) {
    Map<String, Object> json = new LinkedHashMap<>();
    sides.before().ifPresent(value -> json.put("before", as.apply(value)));
    sides.after().ifPresent(value -> json.put("after", as.apply(value)));
    return json;
  }

  private static Map<String, Object> init(InitChange change) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("package", change.packagePath());
    json.put("change", change.way().name().toLowerCase(Locale.ROOT));
    if (change.before() >= 0) {
      json.put("before", change.before());
    }
    if (change.after() >= 0) {
      json.put("after", change.after());
    }
    return json;
  }
}
