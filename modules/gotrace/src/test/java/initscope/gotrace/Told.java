package initscope.gotrace;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.Lanes;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// All that a trace tells, as text, and where traces lie.
public final class Told {
  /// What we recorded ourselves.
  public static final Path RECORDED = Path.of("src/test/resources/gotrace/v2");

  private Told() {}

  /// The traces recorded with Go 1.22 and later.
  public static List<Path> recorded() {
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files.filter(f -> f.toString().endsWith(".trace")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Those, and what {@code initscope.traces} names besides, joined by colons.
  public static List<Path> files() {
    Stream<String> more =
        Arrays.stream(System.getProperty("initscope.traces", "").split(File.pathSeparator, -1));
    return Stream.concat(recorded().stream(), more.filter(f -> !f.isEmpty()).map(Path::of))
        .toList();
  }

  /// The bytes of a file.
  public static Bytes read(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What {@code go tool trace} counted in a recorded trace.
  public static Map<String, Long> counts(Path trace) {
    Map<String, Long> counts = new TreeMap<>();
    try (Stream<String> lines = Files.lines(Path.of(trace + ".counts"))) {
      lines.map(l -> l.split(" ", 2)).forEach(w -> counts.put(w[0], Long.valueOf(w[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  /// A trace, read on the calling thread.
  public static Decoded<GoTrace> decode(Bytes in) {
    return new GoTraceDecoder().decode(in);
  }

  /// A trace, read by two threads.
  public static Decoded<GoTrace> decodeByTwo(Bytes in) {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      return new GoTraceDecoder().decode(in, Progress.NONE, new Two(threads));
    } catch (CancelledException e) {
      throw new AssertionError(e);
    }
  }

  private record Two(ExecutorService threads) implements Parallel {
    @Override
    public <T> List<T> all(List<Work<T>> work) throws CancelledException {
      List<Future<T>> futures = work.stream().map(w -> threads.submit(w::run)).toList();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> future : futures) {
        try {
          results.add(future.get());
        } catch (InterruptedException | ExecutionException e) {
          throw new AssertionError(e);
        }
      }
      return results;
    }
  }

  /// All of a trace but its problems.
  public static String all(GoTrace trace) {
    StringBuilder out = new StringBuilder();
    out.append(trace.version()).append(' ').append(trace.eventCounts()).append('\n');
    out.append(trace.startNanos()).append(' ').append(trace.endNanos()).append('\n');
    out.append(trace.clocks()).append('\n');
    trace.generations().forEach(g -> out.append(generation(g)));
    return out.toString();
  }

  /// All of one generation.
  public static String generation(Generation g) {
    StringBuilder out = new StringBuilder("generation " + g.span() + '\n');
    for (int i = 0; i < g.goroutineCount(); i++) {
      out.append("g ").append(g.goroutineId(i)).append(' ').append(g.creator(i));
      out.append(' ').append(g.stacks().frames(g.startStack(i)));
      out.append(' ').append(g.stacks().frames(g.createStack(i)));
      out.append(' ').append(g.stacks().frames(g.anyStack(i)));
      lane(g.goroutineLanes(), i, out);
      if (g.rangeLane(i) >= 0) {
        out.append("ranges ");
        lane(g.rangeLanes(), g.rangeLane(i), out);
      }
    }
    for (int i = 0; i < g.procCount(); i++) {
      out.append("p ").append(g.procId(i));
      lane(g.procLanes(), i, out);
    }
    for (int i = 0; i < g.threadCount(); i++) {
      out.append("m ").append(g.threadId(i));
      lane(g.threadLanes(), i, out);
    }
    out.append(g.reasons().texts()).append('\n');
    marks(g, out);
    return out.toString();
  }

  private static void lane(Lanes lanes, int lane, StringBuilder out) {
    out.append(' ').append(lanes.count(lane)).append(':');
    lanes.visit(
        lane,
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        (from, to, kind, number, reason) ->
            out.append(' ')
                .append(from)
                .append(',')
                .append(kind)
                .append(',')
                .append(number)
                .append(LaneKind.hasReason(kind) ? "," + reason : ""));
    out.append('\n');
  }

  private static void marks(Generation g, StringBuilder out) {
    Marks m = g.marks();
    for (int i = 0; i < m.stopCount(); i++) {
      out.append("stop ").append(g.strings().get(m.stopKind(i))).append(' ');
      out.append(m.stopBegin(i)).append(' ').append(m.stopEnd(i)).append('\n');
    }
    for (int i = 0; i < m.lateStarts().size(); i++) {
      out.append("started ").append(m.lateStarts().ticks(i)).append('\n');
    }
    for (int i = 0; i < m.collectionCount(); i++) {
      out.append("gc ").append(m.collectionBegin(i)).append(' ').append(m.collectionEnd(i));
      out.append('\n');
    }
    for (int i = 0; i < m.taskBeginCount(); i++) {
      out.append("task ").append(m.taskId(i)).append(' ').append(m.taskParent(i)).append(' ');
      out.append(g.strings().get(m.taskName(i))).append(' ').append(m.taskBegin(i)).append('\n');
    }
    for (int i = 0; i < m.taskEndCount(); i++) {
      out.append("end ").append(m.taskEndId(i)).append(' ').append(m.taskEnd(i)).append('\n');
    }
    for (int i = 0; i < m.logCount(); i++) {
      out.append("log ").append(m.logTicks(i)).append(' ').append(m.logTask(i)).append(' ');
      out.append(g.strings().get(m.logKey(i))).append(' ').append(g.strings().get(m.logValue(i)));
      out.append('\n');
    }
    out.append("heap ").append(java.util.Arrays.toString(m.heapBytes().toArray()));
    out.append(java.util.Arrays.toString(m.goalBytes().toArray()));
    out.append(java.util.Arrays.toString(m.procsCounts().toArray())).append('\n');
    out.append("swept ").append(m.sweepTicks()).append(' ').append(m.assistTicks()).append('\n');
    for (int i = 0; i < m.sampleCount(); i++) {
      out.append("sample ").append(m.sampleTicks(i)).append(' ').append(m.sampleGoroutine(i));
      out.append('\n');
    }
  }
}
