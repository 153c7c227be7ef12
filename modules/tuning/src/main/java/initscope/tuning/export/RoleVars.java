package initscope.tuning.export;

import initscope.model.change.AddPolicy;
import initscope.model.change.Change;
import initscope.model.change.SetBoolean;
import initscope.model.change.SetLabel;
import initscope.model.change.SetPort;
import initscope.model.change.SetSysctl;
import initscope.model.change.SetUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Variables for the roles of linux-system-roles, with the files that some of them name.
final class RoleVars implements Exporter {
  @Override
  public List<TextFile> write(Fleet fleet, Locale locale) {
    // Variable to its items, each YAML in flow style.
    Map<String, List<String>> variables = new LinkedHashMap<>();
    List<TextFile> files = new ArrayList<>();
    for (Change change : fleet.changes()) {
      add(change, fleet, variables, files);
    }
    StringBuilder text = new StringBuilder("---\n# InitScope, change " + fleet.id() + ".\n");
    text.append(Texts.of(Texts.localized("export-role-vars", ".txt", locale)));
    variables.forEach(
        (name, items) -> {
          text.append(name).append(":\n");
          items.forEach(item -> text.append("  - ").append(item).append('\n'));
        });
    files.addFirst(TextFile.plain("initscope-" + fleet.id() + ".yml", text.toString()));
    return files;
  }

  private static void add(
      Change change, Fleet fleet, Map<String, List<String>> variables, List<TextFile> files) {
    String target = Yaml.value(change.target());
    switch (change) {
      case SetSysctl sysctl ->
          list(variables, "kernel_settings_sysctl")
              .add("{name: %s, value: %s}".formatted(target, Yaml.value(sysctl.value())));
      case SetBoolean bool ->
          list(variables, "selinux_booleans")
              .add(
                  "{name: %s, state: %s, persistent: %s}"
                      .formatted(target, bool.on(), fleet.lasting()));
      case SetLabel label -> {
        list(variables, "selinux_fcontexts")
            .add(
                "{target: %s, setype: %s, state: present}"
                    .formatted(Yaml.value(label.pattern(true)), Yaml.value(label.type())));
        list(variables, "selinux_restore_dirs").add(target);
      }
      case SetPort port ->
          list(variables, "selinux_ports")
              .add(
                  "{ports: %s, proto: %s, setype: %s, state: present}"
                      .formatted(
                          Yaml.value(Integer.toString(port.port())),
                          port.protocol(),
                          Yaml.value(port.type())));
      case AddPolicy policy -> {
        String file = policy.name() + ".cil";
        files.add(TextFile.plain(file, policy.cil()));
        list(variables, "selinux_modules")
            .add("{path: %s, priority: \"400\", state: enabled}".formatted(Yaml.value(file)));
      }
      case SetUnit unit -> {
        String file = unit.unit() + ".conf.j2";
        String text = new Settings(fleet).dropIn(unit).orElseThrow();
        files.add(TextFile.plain(file, template(text)));
        list(variables, "systemd_dropins").add(Yaml.value(file));
        if (unit.restart()) {
          list(variables, "systemd_restarted_units").add(target);
        }
      }
      // Limits lets none of the others come here.
      default -> throw new IllegalStateException(change.kind());
    }
  }

  /// The role fills such files in as templates; ours has nothing to fill in.
  private static String template(String text) {
    return Yaml.hasExpression(text) ? "{% raw %}" + text + "{% endraw %}\n" : text;
  }

  private static List<String> list(Map<String, List<String>> variables, String name) {
    return variables.computeIfAbsent(name, n -> new ArrayList<>());
  }
}
