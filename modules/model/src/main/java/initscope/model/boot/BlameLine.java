package initscope.model.boot;

import initscope.model.EvidenceRef;

/// A line of {@code systemd-analyze blame}: how long a unit was activating. Units overlap and wait for each other, so a sum of these
/// means nothing; a {@code Type=simple} service is hardly ever among them.
///
/// @param name full name, escapes such as {@code \x2d} as they are
/// @param nanos from leaving inactive to active, whole milliseconds rounded down
/// @param place where this was read
public record BlameLine(String name, long nanos, EvidenceRef place) {}
