package initscope.workbench;

import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.scene.image.Image;

/// The mark of the program, for window lists and title bars.
final class WindowIcons {
  private static final List<Integer> SIZES_PX = List.of(16, 32, 48, 128);

  private WindowIcons() {}

  static List<Image> load() {
    return SIZES_PX.stream().map(WindowIcons::load).toList();
  }

  private static Image load(int sizePx) {
    String name = "initscope-" + sizePx + ".png";
    URL icon = Objects.requireNonNull(WindowIcons.class.getResource(name), name);
    return new Image(icon.toExternalForm());
  }
}
