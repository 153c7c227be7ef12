package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolFolder;
import initscope.collect.steps.Step;
import initscope.evidence.Capture;
import initscope.evidence.join.PerfSites;
import initscope.formats.perf.PerfScriptDecoder;
import initscope.formats.proc.MapsDecoder;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoBinary;
import initscope.model.host.Mapping;
import initscope.remote.reads.RandomReads;
import initscope.xray.BinaryReader;
import initscope.xray.GoSymbols;
import initscope.xray.memory.MemoryLostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Keeps of a stripped Go program what names the addresses that perf recorded: perf on the host cannot, and later there may be no host.
final class PerfSymbols {
  private static final List<String> SCRIPTS =
      List.of("perf/script.gz", "perf/script.zst", "perf/script");

  private final HostAccess host;
  private final Spool spool;
  private final Step step;
  private final long pid;
  private int batches;
  private long bytes;

  PerfSymbols(HostAccess host, Spool spool, Step step, long pid) {
    this.host = host;
    this.spool = spool;
    this.step = step;
    this.pid = pid;
  }

  /// Reads what is needed; nothing where the program has symbols, is none of Go or was not recorded.
  void run(long nowNanos, Progress progress) throws Failure, CancelledException {
    Optional<Bytes> script = SCRIPTS.stream().flatMap(name -> entry(name).stream()).findFirst();
    Optional<Bytes> maps = entry("proc/maps");
    Optional<String> exe = entry("proc/exe").map(text -> text.first(1 << 16).utf8().strip());
    if (script.isEmpty() || maps.isEmpty() || exe.isEmpty()) {
      return;
    }
    List<Mapping> mappings = new MapsDecoder().decode(maps.get()).value();
    try (RandomReads reads = host.reads(progress)) {
      ProcessReads of = new ProcessReads(reads, pid, progress);
      boolean stripped =
          BinaryReader.read(of.file()).value().filter(GoBinary::stripped).isPresent();
      if (stripped && read(script.get(), exe.get(), of, mappings, progress)) {
        of.keep(spool, step, "perf", nowNanos);
      }
      batches = of.batches();
      bytes = of.bytes();
      of.check();
    } catch (Failure.HostRefused _) {
      return; // the recording is there all the same, with addresses
    }
  }

  /// Names all addresses as they are named later, and forgets the names: what was read for them is kept.
  private static boolean read(
      Bytes script, String exe, ProcessReads of, List<Mapping> maps, Progress progress)
      throws CancelledException {
    Predicate<String> program = PerfSites.program(exe);
    var data = new PerfScriptDecoder().decode(script, program, progress).value();
    var sites = PerfSites.of(data, program);
    Optional<GoSymbols> symbols =
        sites.isEmpty()
            ? Optional.empty()
            : GoSymbols.ofProcess(of.file(), of.process(), maps).symbols();
    if (symbols.isEmpty()) {
      return false;
    }
    try {
      for (var ofModule : sites.values()) {
        symbols.get().name(ofModule);
      }
      return true;
    } catch (MemoryLostException _) {
      return true; // what was read until then
    }
  }

  private Optional<Bytes> entry(String name) {
    return new SpoolFolder(spool.folder()).read(Capture.RAW + name);
  }

  /// Batches of reads: about one round trip each.
  int batches() {
    return batches;
  }

  /// Bytes read.
  long bytes() {
    return bytes;
  }
}
