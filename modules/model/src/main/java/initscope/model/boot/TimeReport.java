package initscope.model.boot;

import java.util.OptionalLong;

/// What {@code systemd-analyze time} says.
///
/// @param times the phases, added up from whole milliseconds; of a container or a user's own systemd, which know no kernel phase,
///     userspace begins at 0
/// @param softRebootNanos how long a reboot of userspace alone took; absent after a real boot
/// @param totalNanos the sum as systemd printed it, firmware and loader included; absent where it printed none
/// @param target the default target; empty where it is not told
/// @param targetNanos when that was reached, from the start of userspace; absent where it was not
/// @param targetMissed whether systemd said that the target was never reached
public record TimeReport(
    BootTimes times,
    OptionalLong softRebootNanos,
    OptionalLong totalNanos,
    String target,
    OptionalLong targetNanos,
    boolean targetMissed) {}
