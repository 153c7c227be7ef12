package initscope.views;

import initscope.layout.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// The window's look: AtlantaFX Primer, our few rules on top, our fonts. Fonts come along because a Linux machine may have none
/// for Chinese.
public final class Look {
  /// Family of all text.
  public static final String TEXT_FAMILY = "Noto Sans SC";

  /// Family of host text that must line up.
  public static final String MONO_FAMILY = "Noto Sans Mono";

  private static final String[] FONTS = {
    "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansMono-Regular.ttf"
  };

  private Look() {}

  /// Loads the fonts that come along; those missing are left out and the system's are used.
  public static void loadFonts() {
    for (String name : FONTS) {
      try (InputStream in = Look.class.getResourceAsStream("fonts/" + name)) {
        if (in != null) {
          Font.loadFont(in, 13);
        }
      } catch (IOException e) {
        // A font that cannot be read costs its glyphs, not the window.
      }
    }
  }

  /// Colours of all windows.
  public static void use(Theme theme) {
    Application.setUserAgentStylesheet(
        theme == Theme.DARK
            ? "/atlantafx/base/theme/primer-dark.css"
            : "/atlantafx/base/theme/primer-light.css");
  }

  /// Our rules for one window.
  public static void dress(Scene scene) {
    scene
        .getStylesheets()
        .add(Objects.requireNonNull(Look.class.getResource("initscope.css")).toExternalForm());
  }

  /// Text font.
  static Font text(double size) {
    return Font.font(TEXT_FAMILY, size);
  }

  /// Bold text font.
  static Font bold(double size) {
    return Font.font(TEXT_FAMILY, javafx.scene.text.FontWeight.BOLD, size);
  }

  /// Font of host text.
  static Font mono(double size) {
    return Font.font(MONO_FAMILY, size);
  }
}
