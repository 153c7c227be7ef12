package initscope.model.boot;

/// What {@code systemd-analyze dump} says. It tells time of day only, of most versions in whole seconds, so times count from the wall
/// clock's reading of the kernel's start: a clock that was set during the boot shifts what came before. Versions that do not tell that
/// start (before 234) leave every time absent.
///
/// @param boot the units with their links
/// @param resolutionNanos the grain of every time in it: a second or a microsecond. A difference of two times may be wrong by as much
public record BootDump(Boot boot, long resolutionNanos) {}
