package initscope.formats.golist;

import initscope.formats.text.BytesStream;
import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.go.GoPackage;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// A stream of JSON objects, one for each package. Of an object only the fields of {@link GoPackage} are kept. Damage costs the object it is
/// in: reading goes on where a line begins with a brace.
final class GoListJson {
  private static final String PATH = "ImportPath";
  private static final Bytes QUOTED = Bytes.of("\"" + PATH + "\"");
  private static final Bytes NEXT = Bytes.of("\n{");
  private static final int MOST_RESTARTS = 1000;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(50)
                  .maxNumberLength(100)
                  .maxStringLength(4 << 20)
                  .maxNameLength(1 << 8)
                  .build())
          .build();

  private final Bytes in;
  private final Packages packages;
  private final Problems problems;

  /// Where the object that is read begins.
  private long object;

  private boolean tellsDependencies;

  GoListJson(Bytes in, Packages packages, Problems problems) {
    this.in = in;
    this.packages = packages;
    this.problems = problems;
  }

  /// Whether the first object of a list has a path.
  static boolean recognises(Bytes list) {
    long at = list.indexOf(QUOTED, 0);
    long end = list.indexOf(Bytes.of("\n}"), 0);
    return at > 0 && (end < 0 || at < end);
  }

  /// Reads all objects.
  ///
  /// @return whether any of them says that it is only a dependency
  boolean read(long begin) {
    long at = begin;
    for (int restarts = 0; at >= 0 && at < in.size(); restarts++) {
      if (restarts == MOST_RESTARTS) {
        problems.add("golist.damaged", Effect.LOST_FROM_HERE, at, quote(at));
        break;
      }
      at = readFrom(at);
    }
    return tellsDependencies;
  }

  /// Reads objects from a place on; where to go on after damage, -1 at the end.
  private long readFrom(long from) {
    object = from;
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), new BytesStream(in.from(from)))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        // counted from where the parser began; not told of bytes it takes for UTF-16
        object = from + Math.max(0, parser.currentTokenLocation().getByteOffset());
        if (token != JsonToken.START_OBJECT) {
          parser.skipChildren();
          problems.add("golist.object", Effect.SKIPPED, object, quote(object));
        } else if (!add(read(parser))) {
          problems.add("golist.many", Effect.LOST_FROM_HERE, object, quote(object));
          return -1;
        }
      }
      return -1;
    } catch (JacksonException e) {
      long next = in.indexOf(NEXT, object);
      boolean last = next < 0;
      problems.add(
          last ? "golist.cut" : "golist.damaged",
          last ? Effect.LOST_FROM_HERE : Effect.SKIPPED,
          object,
          quote(object));
      return last ? -1 : next + 1;
    }
  }

  private boolean add(GoPackage one) {
    if (one.path().isEmpty()) {
      problems.add("golist.object", Effect.SKIPPED, object, quote(object));
      return true;
    }
    return packages.add(one);
  }

  private GoPackage read(JsonParser parser) {
    String path = "";
    String name = "";
    List<String> imports = List.of();
    boolean standard = false;
    boolean dependency = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = parser.currentName();
      JsonToken token = parser.nextToken();
      switch (field) {
        case PATH -> path = text(parser, token);
        case "Name" -> name = text(parser, token);
        case "Imports" -> imports = texts(parser, token);
        case "Standard" -> standard = token == JsonToken.VALUE_TRUE;
        case "DepOnly" -> {
          dependency = token == JsonToken.VALUE_TRUE;
          tellsDependencies |= dependency;
        }
        default -> parser.skipChildren();
      }
    }
    return new GoPackage(packages.path(path), name, imports, standard, !dependency, object);
  }

  /// A word without blanks; empty where there is something else.
  private static String text(JsonParser parser, JsonToken token) {
    parser.skipChildren();
    String text = token == JsonToken.VALUE_STRING ? parser.getString() : "";
    return Packages.isPath(text) ? text : "";
  }

  private List<String> texts(JsonParser parser, JsonToken token) {
    List<String> texts = new ArrayList<>();
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return texts;
    }
    for (JsonToken item = parser.nextToken();
        item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      String one = text(parser, item);
      if (!one.isEmpty() && texts.size() < Packages.MOST_IMPORTS_OF_ONE) {
        texts.add(packages.path(one));
      }
    }
    return texts;
  }

  private String quote(long at) {
    return in.slice(at, Math.min(80, in.size() - at)).utf8();
  }
}
