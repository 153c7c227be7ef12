package initscope.model.boot;

/// Something systemd itself did, by the stamps of its manager.
///
/// @param name {@code security} (loads the SELinux policy and the like), {@code generators} or {@code units-load}, with {@code initrd-} before
///     it where the initrd's systemd did it
/// @param beginNanos when it began
/// @param endNanos when it ended
public record BootStage(String name, long beginNanos, long endNanos) {}
