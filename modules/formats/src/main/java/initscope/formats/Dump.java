package initscope.formats;

import initscope.model.Decoded;
import initscope.model.Problem;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What a decoder saw as stable text: one JSON object per line for each item, then one for each problem.
public final class Dump {
  private Dump() {}

  /// Items, then problems; ends with a line feed unless there is nothing at all.
  public static String of(Decoded<?> decoded) {
    StringBuilder out = new StringBuilder();
    for (Map<String, Object> item : Items.of(decoded)) {
      json(out, item);
      out.append('\n');
    }
    for (Problem problem : decoded.problems()) {
      out.append("{\"problem\":");
      json(out, problem.id());
      out.append(",\"effect\":");
      json(out, problem.effect().name());
      out.append(",\"offset\":").append(problem.offset()).append(",\"quote\":");
      json(out, problem.quote());
      out.append("}\n");
    }
    return out.toString();
  }

  /// One value of {@link Items} as JSON without blanks.
  public static String json(Object value) {
    StringBuilder out = new StringBuilder();
    json(out, value);
    return out.toString();
  }

  private static void json(StringBuilder out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
          Map.Entry<?, ?> entry = i.next();
          json(out, entry.getKey());
          out.append(':');
          json(out, entry.getValue());
          out.append(i.hasNext() ? "," : "");
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
          out.append(i == 0 ? "" : ",");
          json(out, list.get(i));
        }
        out.append(']');
      }
      case Number number -> out.append(number);
      case Boolean truth -> out.append(truth);
      default -> quoted(out, value.toString());
    }
  }

  private static void quoted(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
