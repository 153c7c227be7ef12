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
    List<Setting> settings = Settings.of(fleet);
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < settings.size(); i++) {
      Setting s = settings.get(i);
      items
          .append("    ")
          .append(i + 1)
          .append(") K=")
          .append(s.kind())
          .append(" T=")
          .append(Quote.word(s.target()))
          .append(" N=")
          .append(Quote.word(Display.safe(s.name())))
          .append(" W=")
          .append(Quote.word(s.want()))
          .append(";;\n");
    }
    String kinds =
        fleet.changes().stream()
            .map(c -> "export-" + c.kind() + ".sh")
            .distinct()
            .map(name -> Texts.of(name, Map.of("OWN", ConfFiles.OWN, "HEAD", ConfFiles.HEAD)))
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
}
