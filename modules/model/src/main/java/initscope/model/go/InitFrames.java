package initscope.model.go;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which package init a stack proves to be in progress. Pure, and the same for stacks from memory, from a goroutine dump and
/// from gdb.
///
/// A function named `PKG.init`, `PKG.init.N` or `PKG.map.init.N` cannot be called by a program, only by the runtime while it
/// initialises that package: to see it on a stack is the proof. A closure (`PKG.init.0.func1`, `PKG.glob..func1`) proves
/// nothing by itself, since it may run later or on another goroutine; it counts as a place inside its package.
public final class InitFrames {
  private InitFrames() {}

  /// One package init in progress.
  ///
  /// @param packagePath import path, escapes undone: `gopkg.in/yaml.v3`
  /// @param initFunction as the stack spells it, without quotes: `PKG.init.0`
  /// @param frame the init function's frame
  /// @param place innermost frame inside that package: where its own code stands
  public record InitFrame(String packagePath, String initFunction, Frame frame, Frame place) {}

  /// Whether a stack proves that the program's own inits are over: the runtime calls main.main after the last of them, on the same
  /// goroutine. A plugin's may still run. Their states may have been read a moment before the stack.
  public static boolean areOver(List<Frame> frames) {
    return frames.stream().anyMatch(frame -> frame.function().equals("main.main"));
  }

  /// The innermost package init in progress on a stack.
  ///
  /// @param frames innermost first
  public static Optional<InitFrame> innermost(List<Frame> frames) {
    List<InitFrame> chain = chain(frames);
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.getFirst());
  }

  /// All package inits in progress on a stack, innermost first. Several nest before Go 1.13, where a package's init calls
  /// those of its imports, and when an init opens a plugin. Neighbouring init functions of one package (`PKG.map.init.0` called
  /// by `PKG.init`) count once, as the inner one.
  ///
  /// @param frames innermost first
  public static List<InitFrame> chain(List<Frame> frames) {
    List<InitFrame> chain = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < frames.size(); i++) {
      String function = GoSymbol.unquoted(frames.get(i).function());
      Optional<String> owner = GoSymbol.initPackage(function);
      if (owner.isEmpty()) {
        continue;
      }
      boolean again =
          !chain.isEmpty()
              && from == i
              && chain.getLast().packagePath().equals(owner.orElseThrow());
      if (!again) {
        Frame place = innermostOf(owner.orElseThrow(), frames.subList(from, i + 1));
        chain.add(new InitFrame(owner.orElseThrow(), function, frames.get(i), place));
      }
      from = i + 1;
    }
    return List.copyOf(chain);
  }

  private static Frame innermostOf(String packagePath, List<Frame> frames) {
    for (Frame frame : frames) {
      if (GoSymbol.packageOf(frame.function()).filter(packagePath::equals).isPresent()) {
        return frame;
      }
    }
    return frames.getLast();
  }
}
