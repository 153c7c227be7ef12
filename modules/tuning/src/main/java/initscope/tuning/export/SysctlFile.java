package initscope.tuning.export;

import initscope.model.change.Change;
import java.util.List;
import java.util.Locale;

/// A file for {@code /etc/sysctl.d}, read at boot or by {@code sysctl -p FILE}.
final class SysctlFile implements Exporter {
  @Override
  public List<TextFile> write(Fleet fleet, Locale locale) {
    StringBuilder text = new StringBuilder();
    text.append("# InitScope, change ").append(fleet.id()).append(".\n");
    text.append(Texts.of(Texts.localized("export-sysctl.d", ".txt", locale)));
    for (Change change : fleet.changes()) {
      text.append(change.target()).append(" = ").append(change.wanted()).append('\n');
    }
    return List.of(TextFile.plain("99-zz-initscope-fleet.conf", text.toString()));
  }
}
