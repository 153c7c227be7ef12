package initscope.workbench;

import initscope.model.change.Change;
import initscope.model.change.PermitDomain;
import initscope.model.change.Plan;
import initscope.model.change.SetUnit;
import initscope.views.Keys;
import java.util.List;
import java.util.Locale;
import javafx.scene.input.KeyCodeCombination;

/// A guided way: what it is for decides the first page and how many steps there are.
enum Guide {
  /// Any one change, tried safely.
  TRY(5, "host.tune"),
  /// Mistakes in a unit's start, found and mended by a drop-in.
  MEND(6, "host.mend"),
  /// The next start of a unit tells the time of each package init.
  INITTRACE(5, "host.inittrace"),
  /// A domain is permissive for minutes, its denials are read, and as little as possible is allowed.
  NARROW(7, "host.narrow");

  static final String INITTRACE_SETTING = "Service.Environment=GODEBUG=inittrace=1";

  private final int steps;
  private final String command;

  Guide(int steps, String command) {
    this.steps = steps;
    this.command = command;
  }

  /// Id of the command that begins it.
  String command() {
    return command;
  }

  /// Keys of that command, for the first only.
  List<KeyCodeCombination> keys() {
    return this == TRY ? Keys.of("Ctrl+U") : List.of();
  }

  /// How many pages it has.
  int steps() {
    return steps;
  }

  /// Key of a text of its own.
  String key(String what) {
    return "guide." + name().toLowerCase(Locale.ROOT) + "." + what;
  }

  /// The way that a change of an earlier run belongs to.
  static Guide of(Plan plan) {
    for (Change change : plan.changes()) {
      if (change instanceof PermitDomain) {
        return NARROW;
      }
      if (change instanceof SetUnit unit
          && unit.restart()
          && !plan.lasting()
          && unit.wanted().contains("inittrace=1")) {
        return INITTRACE;
      }
    }
    return TRY;
  }
}
