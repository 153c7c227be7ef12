package initscope.xray;

import initscope.model.go.GoProcessor;
import initscope.model.go.GoThread;
import initscope.model.go.Goroutine;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the scheduler runs goroutines with: threads and processors.
final class Scheduler {
  private final Reader process;
  private final Threads ms;
  private final Processors ps;
  private List<GoThread> threads = List.of();
  private List<GoProcessor> processors = List.of();

  Scheduler(
      Reader process,
      Module module,
      Heap heap,
      Goroutines.Evidence evidence,
      Optional<Clock> clock) {
    this.process = process;
    this.ms = new Threads(process, module, heap, evidence);
    this.ps = new Processors(process, module, heap, evidence, clock);
  }

  List<GoThread> threads() {
    return threads;
  }

  List<GoProcessor> processors() {
    return processors;
  }

  /// One more step, to come with the next batch.
  void wish() {
    ms.wish();
    ps.read(Map.of());
  }

  /// Goroutines with the time they have waited at least: for as long as nothing has run.
  ///
  /// @param goroutines of the same reading
  List<Goroutine> since(List<Goroutine> goroutines) {
    OptionalLong quiet = GoProcessor.quietNanos(processors);
    return quiet.isEmpty()
        ? goroutines
        : goroutines.stream().map(g -> waits(g) ? g.withWait(quiet) : g).toList();
  }

  private static boolean waits(Goroutine g) {
    return g.status().equals("waiting") || g.status().equals("syscall");
  }

  /// Reads what is left.
  ///
  /// @param goroutines those that they run
  void read(Goroutines goroutines) throws MemoryLostException {
    do {
      goroutines.threads().forEach(ms::add);
      ps.threads().forEach(ms::add);
      ms.wish();
      threads = ms.read(goroutines.ids(), ps.addresses());
      processors = ps.read(ms.ids());
    } while (process.fetch());
    ps.lookAgain();
    processors = ps.read(ms.ids());
  }
}
