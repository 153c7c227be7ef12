package initscope.model.boot;

/// A bar of a plot that is no unit: {@code firmware}, {@code loader}, {@code kernel}, {@code initrd}, {@code soft-reboot},
/// {@code systemd}, and what the manager did in one of the last three: {@code security}, {@code generators}, {@code unitsload}.
///
/// @param name what systemd calls it
/// @param owner the phase in whose row it stands; its own name for a phase
/// @param startNanos it began; negative before the kernel
/// @param endNanos it ended
public record PlotPhase(String name, String owner, long startNanos, long endNanos) {}
