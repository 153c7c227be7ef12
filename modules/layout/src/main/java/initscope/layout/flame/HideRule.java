package initscope.layout.flame;

import initscope.layout.Symbols;
import initscope.layout.Tone;
import initscope.model.Frame;
import java.util.Optional;

/// Frames that are not drawn; their weight stays with their callers.
///
/// @param kind how frames are told
/// @param text by what
public record HideRule(Kind kind, String text) {
  private static final String MODULE = "module:";

  /// How frames are told.
  public enum Kind {
    /// The function's name begins so: {@code -runtime.}
    PREFIX,
    /// It is this function: {@code -=net.Dial}
    FUNCTION,
    /// A kind of frame, as folded stacks mark them: {@code -[k]} kernel, {@code -[j]} compiled while running, {@code -[i]} inlined.
    MARK,
    /// The name of the program or library holds it: {@code -module:libc}
    MODULE
  }

  /// A rule for one function.
  public static HideRule function(String name) {
    return new HideRule(Kind.FUNCTION, name);
  }

  /// A rule as people write it, with or without the {@code -} before it; empty where nothing is named.
  public static Optional<HideRule> parse(String term) {
    String rest = term.strip();
    rest = rest.startsWith("-") ? rest.substring(1) : rest;
    if (rest.startsWith("=")) {
      return rule(Kind.FUNCTION, rest.substring(1));
    }
    if (rest.startsWith(MODULE)) {
      return rule(Kind.MODULE, rest.substring(MODULE.length()));
    }
    boolean mark = rest.equals("[k]") || rest.equals("[j]") || rest.equals("[i]");
    return rule(mark ? Kind.MARK : Kind.PREFIX, rest);
  }

  private static Optional<HideRule> rule(Kind kind, String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new HideRule(kind, text));
  }

  /// As people write it.
  public String term() {
    return switch (kind) {
      case FUNCTION -> "-=" + text;
      case MODULE -> "-" + MODULE + text;
      case PREFIX, MARK -> "-" + text;
    };
  }

  /// Whether a frame is hidden.
  public boolean hides(Frame frame) {
    return switch (kind) {
      case PREFIX -> frame.function().startsWith(text);
      case FUNCTION -> frame.function().equals(text);
      case MODULE -> frame.module().filter(m -> m.contains(text)).isPresent();
      case MARK -> isMarked(frame);
    };
  }

  private boolean isMarked(Frame frame) {
    return switch (text) {
      case "[k]" -> Symbols.tone(frame) == Tone.KERNEL;
      case "[j]" -> Symbols.tone(frame) == Tone.JIT;
      default -> frame.inlined() || Symbols.tone(frame) == Tone.INLINED;
    };
  }
}
