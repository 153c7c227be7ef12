package initscope.evidence.join;

import initscope.model.Bytes;
import java.util.OptionalLong;

/// A raw entry or a loose input, with what the join needs to know of it.
///
/// @param name as evidence names it: {@code raw/proc/maps}, or the input's own name
/// @param key what it is: the entry's name below {@code raw/}; for a loose input the entry it stands for, such as {@code proc/maps}
/// @param input index of the input it came with
/// @param startNanos host time when it was read, where known
/// @param bytes its bytes
public record Piece(String name, String key, int input, OptionalLong startNanos, Bytes bytes) {}
