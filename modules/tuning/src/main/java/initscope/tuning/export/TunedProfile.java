package initscope.tuning.export;

import initscope.model.change.Change;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A profile of tuned, to be added to whatever profile a host has.
final class TunedProfile implements Exporter {
  @Override
  public List<TextFile> write(Fleet fleet, Locale locale) {
    String profile = "initscope-" + fleet.id();
    StringBuilder text = new StringBuilder();
    text.append("# InitScope, change ").append(fleet.id()).append(". See README.md beside it.\n");
    text.append("[main]\nsummary=InitScope, change ").append(fleet.id()).append("\n\n[sysctl]\n");
    for (Change change : fleet.changes()) {
      text.append(change.target()).append('=').append(change.wanted()).append('\n');
    }
    String readme = Texts.localized("export-tuned", ".md", locale);
    return List.of(
        TextFile.plain(profile + "/tuned.conf", text.toString()),
        TextFile.plain("README.md", Texts.of(readme, Map.of("PROFILE", profile))));
  }
}
