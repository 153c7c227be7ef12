package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameTree;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.testing.OrdersdIncident;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What is made and searched for beside the window's thread, step by step.
final class FlameModelTest {
  private final Later later = new Later();
  private final FlameModel model = model();

  /// Work is done when the test says so.
  private static final class Later implements Background {
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> Runnable run(Work<T> work, Consumer<T> done) {
      AtomicBoolean cancelled = new AtomicBoolean();
      waiting.add(
          () -> {
            try {
              T made = work.run(Progress.NONE);
              if (!cancelled.get()) {
                done.accept(made);
              }
            } catch (CancelledException e) {
              throw new IllegalStateException(e);
            }
          });
      return () -> cancelled.set(true);
    }

    void all() {
      while (!waiting.isEmpty()) {
        waiting.remove().run();
      }
    }
  }

  private FlameModel model() {
    Desk desk = new Desk((sentence, l) -> sentence.key(), Locale.ENGLISH, later);
    FlameSource source = MadeStacks.source(MadeStacks.profile(300, 100, 600, 5));
    FlameModel made = new FlameModel(desk, o -> List.of(source));
    desk.open(
        new Opened("o", OrdersdIncident.incident(), OrdersdIncident.diagnosis(), Entries.NONE));
    later.all();
    return made;
  }

  @Test
  void aSearchIsFoundLaterAndClearedAtOnce() {
    model.search("json");
    assertThat(model.busy()).isTrue();
    assertThat(model.search().isOn()).isFalse();
    later.all();
    assertThat(model.busy()).isFalse();
    assertThat(model.search().frames()).isPositive();
    model.search("");
    assertThat(model.busy()).isFalse();
    assertThat(model.search().isOn()).isFalse();
  }

  @Test
  void onlyTheLastSearchIsHeardOf() {
    model.search("json");
    model.search("regexp");
    later.all();
    assertThat(model.search().text()).isEqualTo("regexp");
  }

  @Test
  void aSearchIsOfThePictureThatIsShown() {
    model.search("json");
    model.ask(q -> q.withInverted(true));
    later.all();
    assertThat(model.search().isOf(model.picture(), "json")).isTrue();
    model.ask(q -> q.withInverted(false));
    model.search("regexp");
    later.all();
    assertThat(model.search().isOf(model.picture(), "regexp")).isTrue();
    FlameTree tree = model.picture().tree();
    int found = 0;
    for (int node = 0; node < tree.size(); node++) {
      found += model.search().matches(tree, node) ? 1 : 0;
    }
    assertThat(model.search().frames()).isEqualTo(found);
  }
}
