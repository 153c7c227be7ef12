package initscope.model;

/// A file or text format InitScope can read.
///
/// @param name what {@code decode --as} takes: lower case words joined by {@code -}, such as {@code proc-maps}
/// @param title for people, such as {@code /proc/PID/maps}
public record Format(String name, String title) {}
