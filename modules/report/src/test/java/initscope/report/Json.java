package initscope.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// A document flattened to JSON pointers: `/verdict/rule` to its text; arrays and objects have their own entry with their type.
record Json(Map<String, String> values) {
  static Json parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String at = parser.streamReadContext().pathAsPointer().toString();
        switch (token) {
          case START_OBJECT -> values.put(at, "{");
          case START_ARRAY -> values.put(at, "[");
          case VALUE_NULL -> values.put(at, "null");
          case PROPERTY_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> {}
          case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
              values.put(at, parser.getString());
        }
      }
    }
    return new Json(values);
  }

  @Nullable String text(String pointer) {
    return values.get(pointer);
  }
}
