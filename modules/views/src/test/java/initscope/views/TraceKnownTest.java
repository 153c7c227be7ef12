package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.layout.trace.TraceKept;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.testing.OrdersdIncident;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Marks and pins that were kept from before, while a trace's page is made and when it is made anew.
final class TraceKnownTest extends ViewsRobot {
  private static final Path NOTES = Path.of("../layout/src/test/resources/trace/notes.trace");

  private final Later later = new Later();
  private final Memory memory = new Memory();

  /// Does nothing before it is told to.
  private static final class Later implements Background {
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public <T> Runnable run(Work<T> work, Consumer<T> done) {
      Runnable all =
          () -> {
            try {
              done.accept(work.run(Progress.NONE));
            } catch (Progress.CancelledException e) {
              throw new AssertionError(e);
            }
          };
      waiting.add(all);
      return () -> waiting.remove(all);
    }

    void go() {
      List<Runnable> now = List.copyOf(waiting);
      waiting.clear();
      now.forEach(Runnable::run);
    }
  }

  private static final class Memory implements TraceKeeper {
    private TraceKept kept = TraceKept.NONE;
    private int reads;

    @Override
    public TraceKept read() {
      reads++;
      return kept;
    }

    @Override
    public void keep(TraceKept next) {
      kept = next;
    }
  }

  @BeforeEach
  void openTrace() throws Exception {
    GoTrace trace = new GoTraceDecoder().decode(Bytes.of(Files.readAllBytes(NOTES))).value();
    memory.kept = new TraceKept(List.of(trace.startNanos() + 5), List.of("collections 0"));
    interact(
        () -> {
          desk = new Desk((sentence, l) -> sentence.key(), Locale.ENGLISH, later);
          desk.open(
              new Opened(
                  "notes.trace",
                  OrdersdIncident.incident(),
                  OrdersdIncident.diagnosis(),
                  Entries.NONE,
                  Optional.of(trace),
                  memory));
        });
  }

  @Test
  void nothingIsMarkedBeforeWhatWasKeptIsRead() {
    TraceKept stored = memory.kept;
    interact(
        () -> {
          TraceView picture = new TraceView(desk);
          picture.mark();
          picture.pin();
          assertThat(desk.traceKept().get()).isEqualTo(TraceKept.NONE);
          assertThat(memory.kept).isEqualTo(stored);
          later.go();
          assertThat(desk.traceKept().get()).isEqualTo(stored);
          picture.mark();
          assertThat(memory.kept.marks()).hasSize(2).containsAll(stored.marks());
          assertThat(desk.back()).isTrue();
          assertThat(memory.kept).isEqualTo(stored);
        });
  }

  @Test
  void aPageThatIsMadeAnewLeavesWhatCanBeUndone() {
    memory.kept = TraceKept.NONE;
    interact(
        () -> {
          TraceView picture = new TraceView(desk);
          later.go();
          picture.mark();
          TraceKept marked = memory.kept;
          picture.mark();
          assertThat(desk.traceKept().get()).isEqualTo(TraceKept.NONE);
          TraceView again = new TraceView(desk);
          again.mark();
          assertThat(desk.traceKept().get()).isEqualTo(TraceKept.NONE);
          later.go();
          assertThat(memory.reads).isEqualTo(1);
          assertThat(desk.back()).isTrue();
          assertThat(desk.traceKept().get()).isEqualTo(marked);
          Desk other = desk.in(Locale.SIMPLIFIED_CHINESE);
          assertThat(other.traceKnown()).isTrue();
        });
  }
}
