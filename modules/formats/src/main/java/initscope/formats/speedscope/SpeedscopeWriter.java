package initscope.formats.speedscope;

import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.profile.Profile;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes profiles as speedscope's own file format, each a {@code sampled} profile; they share one table of frames.
public final class SpeedscopeWriter {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

  private SpeedscopeWriter() {}

  /// What speedscope takes for one frame.
  private record Place(String name, Optional<String> file, OptionalInt line) {
    static Place of(Frame frame) {
      return new Place(
          Display.safe(frame.function()), frame.file().map(Display::safe), frame.line());
    }
  }

  /// One file.
  ///
  /// @param title shown above the profiles
  /// @param exporter program and version that writes it
  public static String write(List<Profile> profiles, String title, String exporter) {
    Map<Place, Integer> frames = frames(profiles);
    StringWriter out = new StringWriter();
    try (JsonGenerator json =
        JsonFactory.builder().build().createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      json.writeStringProperty("$schema", SCHEMA);
      json.writeStringProperty("name", Display.safe(title));
      json.writeStringProperty("exporter", Display.safe(exporter));
      json.writeNumberProperty("activeProfileIndex", 0);
      json.writeObjectPropertyStart("shared");
      json.writeArrayPropertyStart("frames");
      frames.keySet().forEach(place -> write(json, place));
      json.writeEndArray();
      json.writeEndObject();
      json.writeArrayPropertyStart("profiles");
      profiles.forEach(profile -> write(json, profile, frames));
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.append('\n').toString();
  }

  private static Map<Place, Integer> frames(List<Profile> profiles) {
    Map<Place, Integer> frames = new LinkedHashMap<>();
    for (Profile profile : profiles) {
      for (Profile.Sample sample : profile.samples()) {
        sample.stack().forEach(frame -> frames.putIfAbsent(Place.of(frame), frames.size()));
      }
    }
    return frames;
  }

  private static void write(JsonGenerator json, Place place) {
    json.writeStartObject();
    json.writeStringProperty("name", place.name());
    place.file().ifPresent(file -> json.writeStringProperty("file", file));
    place.line().ifPresent(line -> json.writeNumberProperty("line", line));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Profile profile, Map<Place, Integer> frames) {
    json.writeStartObject();
    json.writeStringProperty("type", "sampled");
    json.writeStringProperty("name", Display.safe(profile.name()));
    json.writeStringProperty("unit", unit(profile));
    json.writeNumberProperty("startValue", 0);
    json.writeNumberProperty("endValue", profile.total());
    json.writeArrayPropertyStart("samples");
    for (Profile.Sample sample : profile.samples()) {
      json.writeStartArray();
      sample.stack().forEach(frame -> json.writeNumber(frames.getOrDefault(Place.of(frame), 0)));
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("weights");
    profile.samples().forEach(sample -> json.writeNumber(sample.weight()));
    json.writeEndArray();
    json.writeEndObject();
  }

  /// speedscope knows times and bytes; what is only counted has no unit there.
  private static String unit(Profile profile) {
    return switch (profile.unit()) {
      case "nanoseconds", "microseconds", "milliseconds", "seconds", "bytes" -> profile.unit();
      default -> "none";
    };
  }
}
