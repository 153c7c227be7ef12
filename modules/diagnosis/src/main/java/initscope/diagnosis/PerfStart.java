package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.sched.PerfFacts;
import initscope.model.sched.PerfFacts.PackageShare;
import initscope.model.sched.PerfFacts.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// One recording of perf, and what it tells of the start.
///
/// @param data the recording
/// @param facts of its process
/// @param file the raw entry or file it was read from
record PerfStart(PerfData data, PerfFacts facts, String file) {
  private static final long LONG_WAIT_NANOS = 100_000_000;
  private static final long LONG_NANOS = 50_000_000;
  private static final int MUCH_PERCENT = 25;
  private static final int ENOUGH_SAMPLES = 10;
  private static final long MICROS = 1_000;
  private static final long SECOND = 1_000_000_000;

  /// What takes the most of a start.
  enum Kind {
    /// A package init waits.
    BLOCKED,
    /// It is ready to run and has no CPU.
    STARVED,
    /// A package init computes.
    BUSY
  }

  /// All recordings of an incident that have a process.
  static List<PerfStart> of(Incident incident) {
    OptionalLong pid =
        incident.process().isPresent()
            ? OptionalLong.of(incident.process().orElseThrow().pid())
            : OptionalLong.empty();
    List<PerfStart> starts = new ArrayList<>();
    for (int i = 0; i < incident.perf().size(); i++) {
      PerfData data = incident.perf().get(i);
      String file = file(incident, i);
      PerfFacts.of(data, pid).ifPresent(f -> starts.add(new PerfStart(data, f, file)));
    }
    return List.copyOf(starts);
  }

  private static String file(Incident incident, int place) {
    return incident
        .source("perf." + place)
        .map(EvidenceRef::entry)
        .or(() -> incident.inputs().stream().findFirst().map(InputFile::path))
        .orElse("perf");
  }

  /// A sample's place, with its first line as perf prints it.
  Optional<EvidenceRef> at(int sample) {
    if (sample < 0) {
      return Optional.empty();
    }
    PerfSamples samples = data.samples();
    PerfThread thread = data.threads().get(samples.thread(sample));
    StringBuilder line = new StringBuilder(thread.comm()).append(' ');
    if (thread.pid() >= 0) {
      line.append(thread.pid()).append('/');
    }
    line.append(thread.tid());
    if (samples.cpu(sample) >= 0) {
      line.append(String.format(Locale.ROOT, " [%03d]", samples.cpu(sample)));
    }
    long at = samples.timeNanos(sample);
    if (at != PerfSamples.NO_TIME) {
      line.append(String.format(Locale.ROOT, " %d.%06d:", at / SECOND, at % SECOND / MICROS));
    }
    line.append(' ').append(data.events().get(samples.event(sample))).append(':');
    return Optional.of(EvidenceRef.at(file, samples.offset(sample), line.toString()));
  }

  /// The package whose init waited longest, where that is much of the start.
  Optional<PackageShare> blocked() {
    return facts.packages().stream()
        .max(Comparator.comparingLong(PackageShare::waitNanos))
        .filter(p -> p.waitNanos() >= LONG_WAIT_NANOS && isMuch(p.waitNanos()));
  }

  /// What the thread did, where it had to wait long for a CPU.
  Optional<Shares> starved() {
    return facts.thread().filter(t -> t.runnableNanos() >= LONG_NANOS && isMuch(t.runnableNanos()));
  }

  /// The package under whose init at least half of the samples are, where that is long.
  Optional<PackageShare> busy() {
    return facts.packages().stream()
        .max(Comparator.comparingLong(PackageShare::samples))
        .filter(p -> p.samples() >= ENOUGH_SAMPLES && p.samples() * 2 >= facts.samples().all())
        .filter(p -> facts.thread().isEmpty() || isLong(ranNanos(p)));
  }

  private boolean isLong(long nanos) {
    return nanos >= LONG_NANOS;
  }

  private boolean isMuch(long nanos) {
    return nanos * 100 >= facts.elapsedNanos() * MUCH_PERCENT;
  }

  /// For how long an init ran, by its share of the samples.
  long ranNanos(PackageShare share) {
    long all = Math.max(1, facts.samples().all());
    long ran = facts.thread().map(Shares::runningNanos).orElse(0L);
    return Math.round((double) ran * share.samples() / all);
  }

  /// What took most of those that took much.
  Optional<Kind> most() {
    long waits = blocked().map(PackageShare::waitNanos).orElse(-1L);
    long ready = starved().map(Shares::runnableNanos).orElse(-1L);
    long ran = busy().map(this::ranNanos).orElse(-1L);
    if (waits < 0 && ready < 0 && ran < 0) {
      return Optional.empty();
    }
    if (waits >= ready && waits >= ran) {
      return Optional.of(Kind.BLOCKED);
    }
    return Optional.of(ready >= ran ? Kind.STARVED : Kind.BUSY);
  }
}
