package initscope.workbench;

import initscope.gotrace.TraceOutline;
import initscope.verbs.Inputs;
import initscope.views.Desk;
import initscope.views.TraceOutlineView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import org.jspecify.annotations.Nullable;

/// Shows what a large trace's headers tell while it is read: over the page that is there, which comes back when it goes.
final class FirstLook {
  /// Smaller ones are read before anybody could look.
  private static final long LARGE_BYTES = 32L << 20;

  private final Jobs jobs;
  private final Supplier<Desk> desk;
  private final Pane pages;
  private @Nullable TraceOutlineView shown;
  private int opening;

  /// @param desk of the window's language
  /// @param pages what holds the window's page
  FirstLook(Jobs jobs, Supplier<Desk> desk, Pane pages) {
    this.jobs = jobs;
    this.desk = desk;
    this.pages = pages;
  }

  /// An opening has begun.
  void begin(List<Path> files) {
    end();
    int number = opening;
    if (files.size() != 1) {
      return;
    }
    Path file = files.getFirst();
    List<Node> page = List.copyOf(pages.getChildren());
    jobs.quietly(
        () -> outline(file),
        outline -> {
          // the user may have gone to another page meanwhile
          if (number == opening && jobs.busy().get() && pages.getChildren().equals(page)) {
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
    List<Node> under = List.copyOf(pages.getChildren());
    TraceOutlineView view = new TraceOutlineView(desk.get(), name, outline);
    under.forEach(node -> node.setVisible(false));
    view.parentProperty()
        .subscribe(
            parent -> {
              if (parent == null && shown == view) {
                shown = null;
                view.close();
                under.forEach(node -> node.setVisible(true));
              }
            });
    pages.getChildren().add(view);
    shown = view;
    view.requestFocus();
  }

  /// It ended, or something else began.
  void end() {
    opening++;
    if (shown != null) {
      pages.getChildren().remove(shown);
    }
  }
}
