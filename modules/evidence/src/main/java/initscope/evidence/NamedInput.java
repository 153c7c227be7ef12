package initscope.evidence;

import initscope.model.Bytes;

/// One input of an analysis.
///
/// @param name as the user named it: a path, or {@code pasted text}
/// @param bytes all of it
public record NamedInput(String name, Bytes bytes) {}
