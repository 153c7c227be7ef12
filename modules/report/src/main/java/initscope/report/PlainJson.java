package initscope.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Maps, lists, strings, whole numbers and truth values as JSON, by the streaming writer alone: the mapper that knows every
/// class costs more than a short verb does.
public final class PlainJson {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().characterEscapes(new SafeEscapes()).build();

  private PlainJson() {}

  /// One value on one line, without a line feed at its end. What is none of the known kinds is written as its text.
  public static String line(Map<String, ?> value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
      write(json, value);
    }
    return out.toString();
  }

  private static void write(JsonGenerator json, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeName(entry.getKey().toString());
          write(json, entry.getValue());
        }
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          write(json, element);
        }
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }
}
