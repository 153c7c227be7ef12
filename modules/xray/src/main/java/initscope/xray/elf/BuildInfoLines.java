package initscope.xray.elf;

import initscope.model.binary.GoModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The lines of a build info, which {@code runtime/debug.ParseBuildInfo} describes: a word, a tab, and fields apart by tabs.
final class BuildInfoLines {
  private static final int MAX_MODULES = 1 << 16;

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<GoModule> modules = new ArrayList<>();
  private Optional<String> path = Optional.empty();
  private Optional<GoModule> main = Optional.empty();

  /// Adds a line; one that is none of the known is passed over.
  void add(String line) {
    List<String> fields = List.of(line.split("\t", -1));
    switch (fields.getFirst()) {
      case "path" -> path = fields.size() > 1 ? Optional.of(after(line)) : path;
      case "mod" -> main = Optional.of(module(fields));
      case "dep" -> {
        if (modules.size() < MAX_MODULES) {
          modules.add(module(fields));
        }
      }
      case "=>" -> replaced(module(fields));
      case "build" -> setting(after(line));
      default -> {
        // of a later release
      }
    }
  }

  /// What follows the first tab; empty where a damaged line has none.
  private static String after(String line) {
    int tab = line.indexOf('\t');
    return tab < 0 ? "" : line.substring(tab + 1);
  }

  private static GoModule module(List<String> fields) {
    return new GoModule(field(fields, 1), field(fields, 2), field(fields, 3), Optional.empty());
  }

  private static String field(List<String> fields, int index) {
    return index < fields.size() ? fields.get(index) : "";
  }

  /// Such a line is about the module of the line before it.
  private void replaced(GoModule by) {
    if (!modules.isEmpty()) {
      modules.add(by(modules.removeLast(), by));
    } else {
      main = main.map(module -> by(module, by));
    }
  }

  private static GoModule by(GoModule module, GoModule by) {
    return new GoModule(module.path(), module.version(), module.sum(), Optional.of(by));
  }

  private void setting(String line) {
    int equals = line.indexOf('=');
    if (equals > 0) {
      settings.put(line.substring(0, equals), unquoted(line.substring(equals + 1)));
    }
  }

  /// Go quotes a value that holds a blank, a quote or a line feed.
  private static String unquoted(String value) {
    if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
      return value;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 1; i < value.length() - 1; i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length() - 1) {
        char escaped = value.charAt(++i);
        plain.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              default -> escaped;
            });
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /// What the lines told, of a release.
  BuildInfo of(String version) {
    return new BuildInfo(version, path, settings, main, modules);
  }
}
