package initscope.tuning.export;

import initscope.model.Display;
import initscope.remote.Quote;
import initscope.tuning.plan.ConfFiles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// One program for those who have nothing else; the Ansible folder carries the same one.
final class ShellProgram implements Exporter {
  private static final String STORE = "/var/lib/initscope/change-";

  @Override
  public List<TextFile> write(Fleet fleet, Locale locale) {
    return List.of(new TextFile("initscope-" + fleet.id() + ".sh", text(fleet), true));
  }

  /// The program. Its words are English: engines read them.
  static String text(Fleet fleet) {
    List<Setting> settings = new Settings(fleet).all();
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < settings.size(); i++) {
      items.append(item(i + 1, settings.get(i)));
    }
    Map<String, String> places =
        Map.of(
            "OWN",
            ConfFiles.OWN,
            "HEAD",
            ConfFiles.HEAD,
            "UNITS",
            (fleet.lasting() ? "/etc" : "/run") + "/systemd/system",
            "DROPIN",
            "90-initscope-" + fleet.id() + ".conf");
    String kinds =
        fleet.changes().stream()
            .flatMap(c -> parts(c.kind()).stream())
            .distinct()
            .map(name -> Texts.of("export-" + name + ".sh", places))
            .collect(Collectors.joining("\n"));
    return Texts.of(
        "export.sh",
        Map.of(
            "ID", fleet.id(),
            "COUNT", Integer.toString(settings.size()),
            "STORE", STORE + fleet.id(),
            "ITEMS", items.toString().stripTrailing(),
            "KINDS", kinds.stripTrailing()));
  }

  private static String item(int number, Setting setting) {
    String extra = setting.extra().isEmpty() ? "" : " X=" + Quote.word(setting.extra());
    return "    %d) K=%s T=%s N=%s W=%s%s;;\n"
        .formatted(
            number,
            setting.kind(),
            Quote.word(setting.target()),
            Quote.word(Display.safe(setting.name())),
            Quote.word(setting.want()),
            extra);
  }

  /// The files of functions that a kind of change needs.
  private static List<String> parts(String kind) {
    return switch (kind) {
      case "boolean", "policy" -> List.of("selinux", kind);
      case "unit", "ldconf" -> List.of("files", kind);
      default -> List.of(kind);
    };
  }
}
