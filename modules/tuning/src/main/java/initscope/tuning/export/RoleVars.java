package initscope.tuning.export;

import initscope.model.change.Change;
import initscope.model.change.SetSysctl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Variables for the roles of linux-system-roles; a key of the map is a variable, its items are YAML in flow style.
final class RoleVars implements Exporter {
  @Override
  public List<TextFile> write(Fleet fleet, Locale locale) {
    Map<String, List<String>> variables = new LinkedHashMap<>();
    for (Change change : fleet.changes()) {
      add(change, variables);
    }
    StringBuilder text = new StringBuilder("---\n# InitScope, change " + fleet.id() + ".\n");
    text.append(Texts.of(Texts.localized("export-role-vars", ".txt", locale)));
    variables.forEach(
        (name, items) -> {
          text.append(name).append(":\n");
          items.forEach(item -> text.append("  - ").append(item).append('\n'));
        });
    return List.of(TextFile.plain("initscope-" + fleet.id() + ".yml", text.toString()));
  }

  private static void add(Change change, Map<String, List<String>> variables) {
    switch (change) {
      case SetSysctl sysctl ->
          list(variables, "kernel_settings_sysctl")
              .add(
                  "{name: %s, value: %s}"
                      .formatted(Yaml.value(sysctl.target()), Yaml.value(sysctl.value())));
    }
  }

  private static List<String> list(Map<String, List<String>> variables, String name) {
    return variables.computeIfAbsent(name, n -> new ArrayList<>());
  }
}
