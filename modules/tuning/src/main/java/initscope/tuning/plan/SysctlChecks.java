package initscope.tuning.plan;

import initscope.model.change.SetSysctl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What speaks for and against setting one kernel parameter on one host.
final class SysctlChecks {
  private final DeniedSysctls denied;
  private final Preflight seen;
  private final boolean lasting;

  SysctlChecks(DeniedSysctls denied, Preflight seen, boolean lasting) {
    this.denied = denied;
    this.seen = seen;
    this.lasting = lasting;
  }

  List<Finding> of(SetSysctl change) {
    List<Finding> found = new ArrayList<>();
    denied
        .why(change, seen.value(change.key().path()), seen.availableKib())
        .ifPresent(
            d ->
                found.add(
                    Finding.block(
                        "sysctl.denied." + d.why(), change.target(), change.value(), d.reason())));
    value(change, found);
    owners(change, found);
    return found;
  }

  private void value(SetSysctl change, List<Finding> found) {
    String path = change.key().path();
    String before = seen.value(path);
    String mode = seen.fact("mode " + path);
    if (mode.isEmpty()) {
      found.add(Finding.block("sysctl.absent", change.target(), seen.fact("kernel")));
    } else if (!writable(mode)) {
      found.add(Finding.block("sysctl.read_only", change.target()));
    } else if (before.isEmpty()) {
      found.add(Finding.block("sysctl.unreadable", change.target()));
    } else if (before.equals(change.value())) {
      found.add(Finding.block("sysctl.already", change.target(), before));
    } else if (numbers(before) && !numbers(change.value())) {
      found.add(Finding.block("sysctl.not_a_number", change.target(), before, change.value()));
    }
  }

  private void owners(SetSysctl change, List<Finding> found) {
    List<ConfFile.Setting> settings = seen.files().settings(change.key());
    for (ConfFile.Setting setting : settings) {
      found.add(Finding.note("sysctl.set_by", setting.where(), change.target(), setting.value()));
    }
    Optional<ConfFile.Setting> stronger = seen.files().stronger(change.key());
    if (lasting && stronger.isPresent()) {
      found.add(Finding.block("sysctl.stronger_file", stronger.get().where(), ConfFiles.OWN));
    }
    if (seen.fact("cmdline").contains("sysctl." + change.target() + "=")) {
      found.add(Finding.note("sysctl.cmdline", change.target()));
    }
  }

  private static boolean writable(String mode) {
    char owner = mode.length() >= 3 ? mode.charAt(mode.length() - 3) : '0';
    return owner >= '0' && owner <= '7' && ((owner - '0') & 2) != 0;
  }

  private static boolean numbers(String value) {
    for (String word : value.split(" ", -1)) {
      String digits = word.startsWith("-") ? word.substring(1) : word;
      if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }
}
