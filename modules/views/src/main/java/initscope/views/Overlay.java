package initscope.views;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// The layer above the window for palette, help and dialogs: one at a time, never a window of its own, Esc closes it, and the focus
/// goes back to where it was.
public final class Overlay extends StackPane {
  private @Nullable Node before;

  /// An empty layer.
  public Overlay() {
    getStyleClass().add("overlay");
    setVisible(false);
    setAlignment(Pos.TOP_CENTER);
    setOnMousePressed(
        e -> {
          if (e.getTarget() == this) {
            close();
          }
        });
  }

  /// Shows a panel and gives the focus to one of its nodes.
  public void show(Region panel, Node focus, String accessibleText) {
    if (!isVisible()) {
      before = getScene() == null ? null : getScene().getFocusOwner();
    }
    panel.setAccessibleRole(AccessibleRole.DIALOG);
    panel.setAccessibleText(accessibleText);
    panel.getStyleClass().add("panel");
    getChildren().setAll(panel);
    setVisible(true);
    focus.requestFocus();
  }

  /// Whether something is shown.
  public boolean isOpen() {
    return isVisible();
  }

  /// Closes what is shown.
  ///
  /// @return whether something was shown
  public boolean close() {
    if (!isVisible()) {
      return false;
    }
    setVisible(false);
    getChildren().clear();
    Optional.ofNullable(before).ifPresent(Node::requestFocus);
    before = null;
    return true;
  }
}
