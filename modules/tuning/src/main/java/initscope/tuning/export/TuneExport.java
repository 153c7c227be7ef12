package initscope.tuning.export;

import java.util.List;
import java.util.Locale;

/// Hands a change to the engine of a fleet.
public final class TuneExport {
  private TuneExport() {}

  /// Writes a change in a format, or says why that cannot be.
  ///
  /// @param locale language of what the files say to people
  public static Exported write(Fleet fleet, ExportFormat format, Locale locale) {
    List<ExportRefusal> refusals = Limits.of(fleet, format);
    if (!refusals.isEmpty()) {
      return new Exported(List.of(), refusals);
    }
    Exporter exporter =
        switch (format) {
          case ANSIBLE -> new AnsibleFolder();
          case TUNED -> new TunedProfile();
          case SYSCTL_D -> new SysctlFile();
          case ROLE_VARS -> new RoleVars();
          case SH -> new ShellProgram();
        };
    return new Exported(exporter.write(fleet, locale), List.of());
  }
}
