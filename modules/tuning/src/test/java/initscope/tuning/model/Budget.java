package initscope.tuning.model;

/// How many faults of each kind may happen.
///
/// @param crashes of this computer, or losses of the link or of a reply
/// @param kills of a verb
/// @param reboots orderly: what was written stays
/// @param powerLosses what was not synced may or may not stay
/// @param drifts somebody else writes the runtime value or the file
/// @param others rollbacks by a second computer
public record Budget(int crashes, int kills, int reboots, int powerLosses, int drifts, int others) {
  /// No fault at all.
  public static final Budget NONE = of("000000");

  /// Six digits, in the order of the components.
  public static Budget of(String digits) {
    int[] n = digits.chars().map(c -> c - '0').toArray();
    return new Budget(n[0], n[1], n[2], n[3], n[4], n[5]);
  }

  Budget lessCrash() {
    return new Budget(crashes - 1, kills, reboots, powerLosses, drifts, others);
  }

  Budget lessKill() {
    return new Budget(crashes, kills - 1, reboots, powerLosses, drifts, others);
  }

  Budget lessReboot() {
    return new Budget(crashes, kills, reboots - 1, powerLosses, drifts, others);
  }

  Budget lessPower() {
    return new Budget(crashes, kills, reboots, powerLosses - 1, drifts, others);
  }

  Budget lessDrift() {
    return new Budget(crashes, kills, reboots, powerLosses, drifts - 1, others);
  }

  Budget lessOther() {
    return new Budget(crashes, kills, reboots, powerLosses, drifts, others - 1);
  }

  /// Both together.
  public Budget plus(Budget more) {
    return new Budget(
        crashes + more.crashes,
        kills + more.kills,
        reboots + more.reboots,
        powerLosses + more.powerLosses,
        drifts + more.drifts,
        others + more.others);
  }

  /// How many faults in all.
  public int total() {
    return crashes + kills + reboots + powerLosses + drifts + others;
  }

  @Override
  public String toString() {
    return "" + crashes + kills + reboots + powerLosses + drifts + others;
  }
}
