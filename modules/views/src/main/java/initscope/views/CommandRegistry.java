package initscope.views;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;

/// Every action of the window. Menus, palette, key bindings and help are made from it, so that none can be stale.
public final class CommandRegistry {
  /// Keys that belong to a text field while it has the focus.
  private static final Set<KeyCode> EDITING =
      EnumSet.of(
          KeyCode.A,
          KeyCode.C,
          KeyCode.V,
          KeyCode.X,
          KeyCode.Y,
          KeyCode.Z,
          KeyCode.LEFT,
          KeyCode.RIGHT,
          KeyCode.HOME,
          KeyCode.END);

  private final List<Command> commands = new ArrayList<>();
  private boolean pressedWasOurs;
  private Supplier<Set<Command.Scope>> scopes = () -> EnumSet.of(Command.Scope.GLOBAL);

  /// Adds a command.
  public void add(Command command) {
    if (find(command.id()).isPresent()) {
      throw new IllegalArgumentException("two commands " + command.id());
    }
    commands.add(command);
  }

  /// Adds a command that can always be run.
  public void add(
      String id,
      Command.Menu menu,
      Command.Scope scope,
      List<KeyCodeCombination> keys,
      Runnable run) {
    add(new Command(id, menu, scope, keys, run, Optional::empty));
  }

  /// Who tells which scopes are active.
  public void scopes(Supplier<Set<Command.Scope>> active) {
    scopes = active;
  }

  /// All commands, in the order they were added.
  public List<Command> all() {
    return List.copyOf(commands);
  }

  /// One command.
  public Optional<Command> find(String id) {
    return commands.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  /// Why a command cannot be run now: its own reason, or that its view is not shown.
  public Optional<String> because(Command command) {
    return scopes.get().contains(command.scope())
        ? command.because().get()
        : Optional.of("because." + command.scope().name().toLowerCase(java.util.Locale.ROOT));
  }

  /// Runs a command if it can be run.
  ///
  /// @return whether it was run
  public boolean run(String id) {
    Optional<Command> command = find(id).filter(c -> because(c).isEmpty());
    command.ifPresent(c -> c.run().run());
    return command.isPresent();
  }

  /// Makes the keys work in a window.
  public void listen(Scene scene) {
    EventHandler<KeyEvent> pressed = this::pressed;
    EventHandler<KeyEvent> typed = this::typed;
    scene.addEventFilter(KeyEvent.KEY_PRESSED, pressed);
    scene.addEventFilter(KeyEvent.KEY_TYPED, typed);
    Subscription own =
        () -> {
          scene.removeEventFilter(KeyEvent.KEY_PRESSED, pressed);
          scene.removeEventFilter(KeyEvent.KEY_TYPED, typed);
        };
    if (scene.getProperties().put(CommandRegistry.class, own) instanceof Subscription before) {
      before.unsubscribe(); // a key runs one command
    }
  }

  /// The letter of a key that ran a command must not land in the field that the command gave the focus to.
  private void typed(KeyEvent event) {
    if (pressedWasOurs) {
      event.consume();
    }
  }

  private void pressed(KeyEvent event) {
    pressedWasOurs = false;
    if (event.getTarget() instanceof Node node && node.getScene() != null) {
      boolean typing = node.getScene().getFocusOwner() instanceof TextInputControl;
      commands.stream()
          .filter(c -> c.keys().stream().anyMatch(k -> matches(k, event, typing)))
          .filter(c -> because(c).isEmpty())
          .findFirst()
          .ifPresent(
              c -> {
                event.consume();
                pressedWasOurs = true;
                c.run().run();
              });
    }
  }

  private static boolean matches(KeyCodeCombination key, KeyEvent event, boolean typing) {
    if (!key.match(event)) {
      return false;
    }
    boolean plain =
        key.getControl() != KeyCombination.ModifierValue.DOWN
            && key.getAlt() != KeyCombination.ModifierValue.DOWN;
    if (!typing || key.getCode() == KeyCode.ESCAPE || key.getCode().isFunctionKey()) {
      return true;
    }
    boolean shift = key.getShift() == KeyCombination.ModifierValue.DOWN;
    return !plain && (shift || !EDITING.contains(key.getCode()));
  }
}
