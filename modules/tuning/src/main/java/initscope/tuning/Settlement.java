package initscope.tuning;

import initscope.model.change.Plan;
import initscope.model.change.TxState;
import initscope.tuning.host.GuardItem;
import initscope.tuning.host.GuardReport;
import java.util.List;

/// What the host's state means for a transaction of ours. Pure, so that a table of cases tests it.
///
/// @param state to record
/// @param note one sentence
record Settlement(TxState state, String note) {
  /// Compares what we remember with what the host says.
  ///
  /// @param known how far we know it got
  /// @param bootNow boot id of the host, where known otherwise than from the report
  static Settlement of(TxState known, Plan plan, GuardReport host, String bootNow) {
    return switch (host.state()) {
      case "CONFIRMED" -> new Settlement(TxState.CONFIRMED, kept(plan));
      case "ROLLED" -> new Settlement(TxState.ROLLED, "The host took the change back.");
      case "DRIFT" -> new Settlement(TxState.DRIFT, drift(host.items()));
      case "NONE" -> nothing(known, plan, bootNow);
      case "PREP" ->
          new Settlement(
              TxState.UNKNOWN, "The host began to prepare the change and stopped; roll it back.");
      case "ARMED" -> armed(host);
      default ->
          new Settlement(
              TxState.UNKNOWN,
              "The host was interrupted in " + host.state() + " and takes the change back.");
    };
  }

  private static Settlement armed(GuardReport host) {
    if (host.rebooted()) {
      return new Settlement(
          TxState.UNKNOWN,
          "The host was booted while the change was on trial; roll it back to tidy up.");
    }
    return host.applied()
        ? new Settlement(TxState.APPLIED, "The change is on trial; confirm it or roll it back.")
        : new Settlement(
            TxState.ARMED, "The host is ready, but the change is not complete; roll it back.");
  }

  private static Settlement nothing(TxState known, Plan plan, String bootNow) {
    boolean booted = !bootNow.isEmpty() && !bootNow.equals(plan.bootId());
    if (known == TxState.INTENT) {
      return new Settlement(TxState.ROLLED, "The change never began.");
    }
    if (booted && !plan.keptInEtc()) {
      return new Settlement(TxState.ROLLED, "The host was booted, which took the change back.");
    }
    return new Settlement(
        TxState.NEEDS_PERSON,
        "The host has no record of the change any more; compare its values with the plan.");
  }

  static String kept(Plan plan) {
    return plan.keptInEtc()
        ? "The change is kept, also after a boot."
        : "The change is kept until the next boot.";
  }

  /// What was, what we wrote, and what is, for each value that somebody else changed.
  static String drift(List<GuardItem> items) {
    StringBuilder text = new StringBuilder("Somebody else changed it:");
    for (GuardItem item : items) {
      if (item.drifted()) {
        text.append(' ')
            .append(item.target())
            .append(" was '")
            .append(item.before())
            .append("', we wrote '")
            .append(item.after().orElse(item.want()))
            .append("', now it is '")
            .append(item.now())
            .append("';");
      }
    }
    return text.append(" theirs was left alone.").toString();
  }
}
