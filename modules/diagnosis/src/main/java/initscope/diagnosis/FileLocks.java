package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.host.FileLock;
import initscope.model.host.OpenFile;
import initscope.model.host.ProcessFacts;
import java.util.List;
import java.util.Optional;

/// Who holds the file lock that is waited for, from /proc/locks.
final class FileLocks {
  private FileLocks() {}

  static Detail of(Incident incident, InitAt at, Chain chain) {
    Optional<OpenFile> file = Details.descriptor(incident, at);
    file.ifPresent(f -> Sockets.link(incident, f, chain));
    return of(incident, file, chain);
  }

  /// The waiter's line has the number of the lock it waits for; the holder's line has that number and no arrow.
  static Detail of(Incident incident, Optional<OpenFile> file, Chain chain) {
    long pid = incident.process().map(ProcessFacts::pid).orElse(-1L);
    Optional<FileLock> waiting =
        incident.locks().stream().filter(l -> l.waiting() && l.pid() == pid).findFirst();
    List<FileLock> holders =
        waiting
            .map(
                w ->
                    incident.locks().stream()
                        .filter(l -> !l.waiting() && l.number() == w.number())
                        .toList())
            .orElse(List.of());
    waiting.ifPresent(
        w ->
            chain.add(
                Places.lock(incident, w.inode(), pid),
                "because.lock.waits",
                Long.toString(pid),
                w.kind(),
                Long.toString(w.inode())));
    for (FileLock holder : holders) {
      if (holder.pid() > 0) {
        chain.add(
            Places.lock(incident, holder.inode(), holder.pid()),
            "because.lock.holder",
            Long.toString(holder.pid()),
            holder.kind(),
            holder.access());
      }
    }
    Optional<Long> holder = holders.stream().map(FileLock::pid).filter(p -> p > 0).findFirst();
    if (file.isPresent()) {
      return holder
          .map(p -> Detail.of("title", file.get().target(), Long.toString(p)))
          .orElse(Detail.of("file", file.get().target()));
    }
    return holder.map(p -> Detail.of("holder", Long.toString(p))).orElse(Detail.PLAIN);
  }
}
