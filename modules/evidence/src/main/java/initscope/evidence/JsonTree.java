package initscope.evidence;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A small JSON object read from hostile bytes, within limits of depth, length and number size.
final class JsonTree {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxNumberLength(100)
                  .maxStringLength(16 << 20)
                  .maxNameLength(1 << 10)
                  .maxDocumentLength(256L << 20)
                  .build())
          .build();

  private final Map<String, Object> values;

  private JsonTree(Map<String, Object> values) {
    this.values = values;
  }

  /// The object, or empty where the bytes are not one.
  static Optional<JsonTree> parse(Bytes bytes) {
    if (bytes.size() > 256L << 20) {
      return Optional.empty();
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes.toArray())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      return Optional.of(new JsonTree(object(parser)));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> values = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      values.put(name, value(parser, parser.nextToken()));
    }
    return values;
  }

  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> parser.getString().length() > 18 ? 0L : parser.getLongValue();
      default -> parser.getString() == null ? "" : parser.getString();
    };
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> values = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = parser.nextToken()) {
      values.add(value(parser, token));
    }
    return values;
  }

  /// A string, empty where absent or something else.
  String text(String name) {
    return values.get(name) instanceof String text ? text : "";
  }

  /// A string where present and not empty.
  Optional<String> optionalText(String name) {
    return Optional.of(text(name)).filter(text -> !text.isEmpty());
  }

  /// A whole number where present.
  OptionalLong number(String name) {
    return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /// True only where present and true.
  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /// Strings of an array; others are left out.
  List<String> texts(String name) {
    return values.get(name) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /// Objects of an array; others are left out.
  List<JsonTree> objects(String name) {
    List<JsonTree> trees = new ArrayList<>();
    if (values.get(name) instanceof List<?> list) {
      for (Object item : list) {
        asTree(item).ifPresent(trees::add);
      }
    }
    return trees;
  }

  /// A nested object.
  Optional<JsonTree> object(String name) {
    return asTree(values.get(name));
  }

  private static Optional<JsonTree> asTree(@org.jspecify.annotations.Nullable Object item) {
    if (!(item instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, Object> copy = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (key instanceof String name && value != null) {
            copy.put(name, value);
          }
        });
    return Optional.of(new JsonTree(copy));
  }
}
