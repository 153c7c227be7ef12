package initscope.xray.core;

import java.util.OptionalLong;

/// Where a stopped thread stood.
///
/// @param pc the instruction it would go on at
/// @param sp its stack pointer
/// @param lr the link register; empty on machines that have none
public record Registers(long pc, long sp, OptionalLong lr) {}
