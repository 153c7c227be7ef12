package initscope.collect;

import initscope.collect.spool.SpoolFolder;
import initscope.evidence.Capture;
import initscope.formats.proc.ProcStatusDecoder;
import initscope.model.Coverage;
import initscope.model.host.ProcStatus;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Which of the kernel's checks refused to let a login look into a process. It says "Permission denied" for all of them, see
/// ptrace(2); what can be read of the process tells them apart.
final class ReadRights {
  private final SpoolFolder spool;
  private final OptionalLong login;
  private final boolean mapsRead;

  /// @param login user id that reads
  /// @param mapsRead whether /proc/PID/maps could be read, which is allowed where the memory may not be
  ReadRights(SpoolFolder spool, OptionalLong login, boolean mapsRead) {
    this.spool = spool;
    this.login = login;
    this.mapsRead = mapsRead;
  }

  /// The same, with the check that failed where one did.
  Coverage explained(Coverage one) {
    boolean denied =
        one.state() == Coverage.State.REFUSED
            && (one.why().endsWith("ermission denied") || one.why().endsWith("not permitted"));
    String check = denied ? check() : "";
    return check.isEmpty() ? one : new Coverage(one.step(), one.state(), one.why() + "; " + check);
  }

  private String check() {
    String scope = text("host/sysctl/kernel/yama/ptrace_scope");
    if (mapsRead) {
      return scope.isEmpty() || scope.equals("0") ? "" : "kernel.yama.ptrace_scope is " + scope;
    }
    ProcStatus status =
        spool
            .read(Capture.RAW + "proc/status")
            .map(bytes -> new ProcStatusDecoder().decode(bytes).value())
            .orElse(new ProcStatus(Map.of()));
    String users = status.field("Uid").orElse("");
    if (users.isEmpty() || login.isEmpty()) {
      return "";
    }
    if (login.getAsLong() == 0) {
      return "root itself is refused: without CAP_SYS_PTRACE (a container?), or by SELinux";
    }
    String own = Long.toString(login.getAsLong());
    String[] ids = users.strip().split("\t", -1);
    if (Stream.of(ids).noneMatch(own::equals)) {
      return "the process is of user " + ids[0] + ", the login of user " + own;
    }
    if (!Stream.of(ids).allMatch(own::equals)) {
      return "the process has changed its user (setuid: Uid " + String.join(" ", ids) + ")";
    }
    String capabilities = status.field("CapPrm").orElse("").strip();
    if (!capabilities.isEmpty() && capabilities.chars().anyMatch(c -> c != '0')) {
      return "the process has capabilities that the login lacks (CapPrm " + capabilities + ")";
    }
    return "the process is the login's own but not dumpable (prctl, or a program file that may be"
        + " run and not read)";
  }

  private String text(String entry) {
    return spool.read(Capture.RAW + entry).map(v -> v.first(64).utf8().strip()).orElse("");
  }
}
