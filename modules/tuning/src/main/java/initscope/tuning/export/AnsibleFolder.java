package initscope.tuning.export;

import initscope.model.Display;
import initscope.model.change.Change;
import initscope.remote.HostSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// A folder for {@code ansible-playbook}: {@code site.yml} with its canary, {@code rollback.yml}, {@code capture.yml} and
/// {@code verify.yml} around the one program that hosts run.
final class AnsibleFolder implements Exporter {
  @Override
  public List<TextFile> write(Fleet fleet, Locale locale) {
    List<TextFile> files = new ArrayList<>();
    Map<String, String> places =
        Map.of(
            "ID", fleet.id(),
            "COUNT", Integer.toString(new Settings(fleet).all().size()),
            "HOSTS", Integer.toString(fleet.members().size()),
            "CHANGES", changes(fleet));
    for (String name : List.of("site.yml", "rollback.yml", "capture.yml", "verify.yml")) {
      files.add(TextFile.plain(name, Texts.of("export-ansible/" + name, places)));
    }
    String common = Texts.of("export-ansible/group_vars.yml", places);
    files.add(TextFile.plain("group_vars/initscope.yml", common));
    files.add(new TextFile("files/initscope.sh", ShellProgram.text(fleet), true));
    files.add(TextFile.plain("inventory.yml", inventory(fleet)));
    fleet
        .members()
        .forEach(
            (name, member) ->
                files.add(TextFile.plain("host_vars/" + name + ".yml", record(fleet, member))));
    String readme = Texts.localized("export-ansible", ".md", locale);
    files.add(TextFile.plain("README.md", Texts.of(readme, places)));
    return files;
  }

  private static String changes(Fleet fleet) {
    return fleet.changes().stream().map(AnsibleFolder::line).collect(Collectors.joining("\n"));
  }

  private static String line(Change change) {
    String text = change.kind() + " " + change.target() + " = " + change.wanted();
    return text.lines().map(l -> "    " + Display.safe(l)).collect(Collectors.joining("\n"));
  }

  private static String inventory(Fleet fleet) {
    StringBuilder text = new StringBuilder("---\ninitscope:\n  hosts:\n");
    fleet
        .members()
        .forEach(
            (name, member) -> {
              HostSpec spec = member.spec();
              text.append("    ").append(Yaml.quoted(name)).append(":\n");
              text.append("      ansible_host: ").append(Yaml.value(spec.host())).append('\n');
              spec.port()
                  .ifPresent(p -> text.append("      ansible_port: ").append(p).append('\n'));
              spec.user()
                  .ifPresent(
                      u -> text.append("      ansible_user: ").append(Yaml.value(u)).append('\n'));
            });
    return text.toString();
  }

  private static String record(Fleet fleet, Fleet.Member member) {
    List<Setting> settings = new Settings(fleet).all();
    List<String> old = new Settings(fleet).old(member.plan());
    StringBuilder text = new StringBuilder("---\n# What stood here before, by plan ");
    text.append(member.plan().id()).append(".\ninitscope_machine: ");
    text.append(Yaml.value(member.plan().host().machineId())).append("\ninitscope_old:\n");
    for (int i = 0; i < settings.size(); i++) {
      text.append("  - ").append(Yaml.value(old.get(i))).append(" # ");
      text.append(Display.safe(settings.get(i).name())).append('\n');
    }
    return text.toString();
  }
}
