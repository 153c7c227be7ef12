package initscope.model.binary;

/// A file that an {@code embed.FS} holds.
///
/// @param name path in it
/// @param bytes of its contents
public record EmbeddedFile(String name, long bytes) {}
