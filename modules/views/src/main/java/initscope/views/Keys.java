package initscope.views;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// Keys written as people write them.
public final class Keys {
  private Keys() {}

  /// Keys of such texts as {@code Ctrl+Shift+P}, {@code W}, {@code ?}, {@code +}, {@code Alt+Left}.
  public static List<KeyCodeCombination> of(String... texts) {
    List<KeyCodeCombination> keys = new ArrayList<>();
    for (String text : texts) {
      switch (text) {
        case "?" -> keys.add(new KeyCodeCombination(KeyCode.SLASH, KeyCombination.SHIFT_DOWN));
        case "+" -> {
          keys.add(new KeyCodeCombination(KeyCode.PLUS));
          keys.add(new KeyCodeCombination(KeyCode.EQUALS));
          keys.add(new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.SHIFT_DOWN));
          keys.add(new KeyCodeCombination(KeyCode.ADD));
        }
        default -> keys.add(parse(text));
      }
    }
    return keys;
  }

  private static KeyCodeCombination parse(String text) {
    List<KeyCombination.Modifier> modifiers = new ArrayList<>();
    String rest = text;
    for (int plus = rest.indexOf('+'); plus > 0; plus = rest.indexOf('+')) {
      modifiers.add(
          switch (rest.substring(0, plus)) {
            case "Ctrl" -> KeyCombination.CONTROL_DOWN;
            case "Shift" -> KeyCombination.SHIFT_DOWN;
            case "Alt" -> KeyCombination.ALT_DOWN;
            default -> throw new IllegalArgumentException(text);
          });
      rest = rest.substring(plus + 1);
    }
    return new KeyCodeCombination(code(rest), modifiers.toArray(KeyCombination.Modifier[]::new));
  }

  private static KeyCode code(String name) {
    return switch (name) {
      case "/" -> KeyCode.SLASH;
      case "." -> KeyCode.PERIOD;
      case "," -> KeyCode.COMMA;
      case "-" -> KeyCode.MINUS;
      case "Esc" -> KeyCode.ESCAPE;
      case "Backspace" -> KeyCode.BACK_SPACE;
      default ->
          name.length() == 1 && Character.isDigit(name.charAt(0))
              ? KeyCode.valueOf("DIGIT" + name)
              : KeyCode.valueOf(name.toUpperCase(Locale.ROOT));
    };
  }

  /// A key as people write it.
  public static String text(KeyCodeCombination key) {
    StringBuilder out = new StringBuilder();
    if (key.getControl() == KeyCombination.ModifierValue.DOWN) {
      out.append("Ctrl+");
    }
    if (key.getAlt() == KeyCombination.ModifierValue.DOWN) {
      out.append("Alt+");
    }
    boolean shift = key.getShift() == KeyCombination.ModifierValue.DOWN;
    if (shift && key.getCode() == KeyCode.SLASH) {
      return out.append('?').toString();
    }
    return out.append(shift ? "Shift+" : "").append(name(key.getCode())).toString();
  }

  private static String name(KeyCode code) {
    return switch (code) {
      case SLASH -> "/";
      case PERIOD -> ".";
      case COMMA -> ",";
      case MINUS -> "-";
      case PLUS, EQUALS, ADD -> "+";
      case LEFT -> "←";
      case RIGHT -> "→";
      case UP -> "↑";
      case DOWN -> "↓";
      case ESCAPE -> "Esc";
      default -> code.getName();
    };
  }
}
