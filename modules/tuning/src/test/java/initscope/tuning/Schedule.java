package initscope.tuning;

import initscope.tuning.HostRuns.Faults;
import initscope.tuning.model.Budget;
import java.util.List;

/// What the user does, what goes wrong, and how the dust settles.
///
/// @param act what the user does once the change is on trial
/// @param faults in any order
/// @param settle what comes first after that
/// @param seed of what is left to chance
record Schedule(Act act, List<Fault> faults, Settle settle, long seed) {
  /// What the user does.
  enum Act {
    CONFIRM,
    ROLLBACK,
    EXTEND_AND_CONFIRM,
    NOTHING
  }

  /// What comes first.
  enum Settle {
    TIMER,
    BOOT,
    LAPTOP
  }

  /// What goes wrong.
  enum What {
    /// Nothing: the timer may fire at any time.
    TIMER("000000"),
    LOST_REPLY("100000"),
    LAPTOP_BEFORE_WRITE("100000"),
    LAPTOP_AFTER_WRITE("100000"),
    KILL("010000"),
    KILL_TIMER("010000"),
    /// Another computer's verb meets one that hangs, and ends it.
    NEST("010001"),
    FAIL_SYNC("010000"),
    NO_SPACE("010000"),
    READ_ONLY("010000"),
    REBOOT("001000"),
    KILL_AND_REBOOT("001000"),
    POWER("000100"),
    KILL_AND_POWER("000100"),
    DRIFT_RUNTIME("000010"),
    DRIFT_FILE("000010"),
    OTHER_ROLLS_BACK("000001"),
    OTHER_ARMS("000001");

    final Budget cost;

    What(String cost) {
      this.cost = Budget.of(cost);
    }

    boolean within() {
      return switch (this) {
        case KILL, NEST, FAIL_SYNC, NO_SPACE, READ_ONLY, KILL_AND_REBOOT, KILL_AND_POWER -> true;
        default -> false;
      };
    }
  }

  /// One thing that goes wrong.
  ///
  /// @param at the number of the script that this computer sends, or of the write to its journal
  /// @param mark of the guard, or the number of the call that fails
  /// @param more sticky, or which {@link Disk.Survival}
  record Fault(What what, int at, int mark, int more) {
    Faults faults() {
      boolean sticky = more == 1;
      return switch (what) {
        case KILL, KILL_AND_REBOOT, KILL_AND_POWER, KILL_TIMER -> Faults.kill(mark);
        case NEST -> new Faults(mark, "nest", 0, "none", false);
        case FAIL_SYNC -> new Faults(0, "none", mark, "sync", sticky);
        case NO_SPACE -> new Faults(0, "none", mark, "sync write rename", sticky);
        case READ_ONLY -> new Faults(0, "none", mark, "sync write rename remove", true);
        default -> Faults.NONE;
      };
    }

    Disk.Survival survival() {
      return Disk.Survival.values()[more % 3];
    }

    @Override
    public String toString() {
      return what + "@" + at + (mark > 0 ? "/" + mark : "") + (more > 0 ? "+" + more : "");
    }
  }

  /// Another way to settle.
  Schedule settling(Settle other) {
    return new Schedule(act, faults, other, seed);
  }
}
