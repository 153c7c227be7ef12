package initscope.workbench;

import initscope.gotrace.TraceOutline;
import initscope.verbs.Inputs;
import initscope.views.Desk;
import initscope.views.TraceOutlineView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/// Shows what a large trace's headers tell while it is read.
final class FirstLook {
  /// Smaller ones are read before anybody could look.
  private static final long LARGE_BYTES = 32L << 20;

  private final Jobs jobs;
  private final Supplier<Desk> desk;
  private final Consumer<Node> shower;
  private int opening;
  private boolean shown;

  /// @param desk of the window's language
  /// @param shower puts a page into the window
  FirstLook(Jobs jobs, Supplier<Desk> desk, Consumer<Node> shower) {
    this.jobs = jobs;
    this.desk = desk;
    this.shower = shower;
  }

  /// An opening begins.
  void begin(List<Path> files) {
    int number = ++opening;
    shown = false;
    if (files.size() != 1) {
      return;
    }
    Path file = files.getFirst();
    jobs.quietly(
        () -> outline(file),
        outline -> {
          if (number == opening) {
            outline.ifPresent(o -> show(file.toString(), o));
          }
        });
  }

  private static Optional<TraceOutline> outline(Path file) throws Exception {
    return Files.isRegularFile(file) && Files.size(file) >= LARGE_BYTES
        ? TraceOutline.of(Inputs.open(file))
        : Optional.empty();
  }

  private void show(String name, TraceOutline outline) {
    shown = true;
    shower.accept(new TraceOutlineView(desk.get(), name, outline));
  }

  /// It ended.
  ///
  /// @return whether the window shows the outline, which nothing will follow by itself
  boolean end() {
    opening++;
    boolean left = shown;
    shown = false;
    return left;
  }
}
