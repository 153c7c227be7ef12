package initscope.views;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/// Saves what is seen as SVG or PNG, and says where it went or why it did not.
///
/// @param desk whose background writes
/// @param svg makes the one
/// @param png makes the other, on the window's thread
record SavePicture(Desk desk, Supplier<String> svg, Supplier<Image> png) {
  /// Asks where to, and saves.
  ///
  /// @param name of the file that is proposed, with its end
  void choose(Window owner, String name, Consumer<String> told) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(name);
    chooser
        .getExtensionFilters()
        .addAll(
            new FileChooser.ExtensionFilter("SVG", "*.svg"),
            new FileChooser.ExtensionFilter("PNG", "*.png"));
    File file = chooser.showSaveDialog(owner);
    if (file != null) {
      save(file, told);
    }
  }

  /// Saves to a file; its name's end says which.
  void save(File file, Consumer<String> told) {
    boolean isPng = file.getName().toLowerCase(Locale.ROOT).endsWith(".png");
    Image image = isPng ? png.get() : null;
    String text = isPng ? "" : svg.get();
    desk.background()
        .run(
            progress -> {
              try {
                if (image == null) {
                  Files.writeString(file.toPath(), text);
                } else {
                  Png.write(image, file);
                }
                return desk.texts().say("trace.saved", file.getPath());
              } catch (IOException e) {
                String why = e.getMessage() == null ? e.toString() : e.getMessage();
                return desk.texts().say("trace.notSaved", file.getPath(), why);
              }
            },
            told);
  }

  /// A sheet with everything that belongs to a picture, as an image.
  static Image image(VBox sheet, double width) {
    sheet.setPadding(new Insets(12));
    sheet.setMaxWidth(Region.USE_PREF_SIZE);
    Scene scene = new Scene(sheet, width + 24, -1);
    Look.dress(scene);
    return scene.snapshot(null);
  }

  /// A line of such a sheet.
  static Label line(String text, String style) {
    Label line = new Label(initscope.model.Display.safe(text));
    line.getStyleClass().add(style);
    line.setWrapText(true);
    return line;
  }
}
