package initscope.views;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ChoiceBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// A box to choose one of a few values from. What is set by the program is not told as a choice.
///
/// @param <T> a value
final class Choice<T> extends ChoiceBox<T> {
  private boolean setting;

  /// @param text what a value is called
  /// @param chosen told what the user chose
  Choice(String id, String accessibleText, Function<T, String> text, Consumer<T> chosen) {
    setId(id);
    setAccessibleText(accessibleText);
    setMinWidth(USE_PREF_SIZE);
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T value) {
            return value == null ? "" : text.apply(value);
          }

          @Override
          public T fromString(String name) {
            throw new UnsupportedOperationException("is only chosen");
          }
        });
    valueProperty()
        .subscribe(
            value -> {
              if (!setting && value != null) {
                chosen.accept(value);
              }
            });
  }

  /// Shows values and the one that is.
  void show(List<T> all, T now) {
    setting = true;
    if (!getItems().equals(all)) {
      getItems().setAll(all);
    }
    setValue(now);
    setDisable(all.size() < 2);
    setting = false;
  }
}
