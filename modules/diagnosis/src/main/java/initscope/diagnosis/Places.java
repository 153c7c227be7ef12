package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.go.Goroutine;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the raw places of an incident are found.
final class Places {
  private Places() {}

  /// The first of several sources that the incident has.
  static Optional<EvidenceRef> source(Incident incident, String... keys) {
    return List.of(keys).stream().flatMap(key -> incident.source(key).stream()).findFirst();
  }

  /// Where a thread's part was read; the wanted kinds first, else any.
  static Optional<EvidenceRef> thread(ThreadState thread, String... kinds) {
    return List.of(kinds).stream()
        .flatMap(kind -> Optional.ofNullable(thread.evidence().get(kind)).stream())
        .findFirst()
        .or(
            () ->
                thread.evidence().entrySet().stream()
                    .min(Map.Entry.comparingByKey()) // a map has no order of its own
                    .map(Map.Entry::getValue));
  }

  static Optional<EvidenceRef> goroutine(Goroutine goroutine) {
    return goroutine.evidence().stream().findFirst();
  }

  static Optional<EvidenceRef> file(Incident incident, int fd) {
    return source(incident, "file:" + fd, "files");
  }

  static Optional<EvidenceRef> socket(Incident incident, long inode) {
    return source(incident, "socket:" + inode, "sockets.tcp");
  }

  static Optional<EvidenceRef> lock(Incident incident, long inode, long pid) {
    return source(incident, "lock:" + inode + ":" + pid, "lock:" + inode, "locks");
  }

  /// The process's own line: its start and state.
  static Optional<EvidenceRef> process(Incident incident) {
    return source(incident, "process.stat", "process.status", "process");
  }

  /// The line of one property.
  static Optional<EvidenceRef> unit(Incident incident, String property) {
    return source(incident, "unit:" + property, "unit.show");
  }
}
