package initscope.workbench;

import initscope.model.change.AddPolicy;
import initscope.model.change.Change;
import initscope.model.change.PermitDomain;
import initscope.model.change.Plan;
import initscope.model.change.SetBoolean;
import initscope.model.change.SetLabel;
import initscope.model.change.SetPort;
import initscope.model.change.SetUnit;
import initscope.views.Keys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  /// Why a change is made, so that the way it is on is known again at the next start: {@code narrow orders_t: the user's reason}.
  ///
  /// @param about unit or domain of the way
  /// @param why of the user, may be empty
  String why(String about, String why) {
    if (this != MEND && this != NARROW) {
      return why;
    }
    String begin = name().toLowerCase(Locale.ROOT) + " " + about;
    return why.isEmpty() ? begin : begin + ": " + why;
  }

  /// What a reason that {@link #why} made is about.
  static Optional<String> about(Guide guide, String why) {
    String begin = guide.name().toLowerCase(Locale.ROOT) + " ";
    int colon = why.indexOf(": ");
    String head = colon < 0 ? why : why.substring(0, colon);
    boolean is = head.startsWith(begin) && head.indexOf(' ', begin.length()) < 0;
    return is && head.length() > begin.length()
        ? Optional.of(head.substring(begin.length()))
        : Optional.empty();
  }

  /// The way that a change of an earlier run belongs to.
  static Guide of(Plan plan) {
    boolean units = !plan.changes().isEmpty();
    boolean selinux = units;
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
      units &= change instanceof SetUnit;
      selinux &=
          change instanceof SetBoolean
              || change instanceof SetLabel
              || change instanceof SetPort
              || change instanceof AddPolicy;
    }
    if (units && about(MEND, plan.why()).isPresent()) {
      return MEND;
    }
    return selinux && about(NARROW, plan.why()).isPresent() ? NARROW : TRY;
  }
}
