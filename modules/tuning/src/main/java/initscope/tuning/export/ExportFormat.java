package initscope.tuning.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Engines that a change can be handed to.
public enum ExportFormat {
  /// A folder of playbooks: look, canary, all, verify, roll back.
  ANSIBLE("ansible"),
  /// A profile of tuned.
  TUNED("tuned"),
  /// A file for {@code /etc/sysctl.d}.
  SYSCTL_D("sysctl.d"),
  /// Variables of the linux-system-roles {@code kernel_settings}, {@code selinux} and {@code systemd}.
  ROLE_VARS("role-vars"),
  /// One POSIX shell program with {@code apply}, {@code status} and {@code rollback}.
  SH("sh");

  private final String word;

  ExportFormat(String word) {
    this.word = word;
  }

  /// As the command line names it.
  public String word() {
    return word;
  }

  /// The format of a word.
  public static Optional<ExportFormat> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
  }

  /// Words of all formats.
  public static List<String> words() {
    return Arrays.stream(values()).map(ExportFormat::word).toList();
  }
}
