package initscope.model.host;

import java.util.OptionalLong;

/// One line of /proc/PID/limits.
///
/// @param name such as {@code Max open files}
/// @param soft empty for unlimited
/// @param hard empty for unlimited
/// @param unit such as {@code files}, empty for none
public record Limit(String name, OptionalLong soft, OptionalLong hard, String unit) {}
