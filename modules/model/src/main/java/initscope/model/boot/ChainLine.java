package initscope.model.boot;

import initscope.model.EvidenceRef;
import java.util.OptionalLong;

/// A line of {@code systemd-analyze critical-chain}: a unit, and below it the last of those it was ordered after. The tree may have
/// branches where {@code --fuzz} was given. A line's parent is the last one before it with a smaller depth; the root's line lacks where
/// the root was never active.
///
/// @param depth 0 for the root, 1 more for each level
/// @param name full name
/// @param atNanos from the start of the host's systemd ({@link BootTimes#userspaceAtNanos()}): where {@code plusNanos} is told, the unit
///     began to activate then, else it was active then. Absent where systemd tells none. May be later than the parent's, for a unit that
///     was started again
/// @param plusNanos how long it was activating; absent where that was no time
/// @param place where this was read
public record ChainLine(
    int depth, String name, OptionalLong atNanos, OptionalLong plusNanos, EvidenceRef place) {}
