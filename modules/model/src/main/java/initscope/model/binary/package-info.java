/// A Go executable as its file alone tells of it: what went into it, how it was linked, what it will run before {@code main}.
///
/// Start at {@link initscope.model.binary.BinaryFacts}.
@NullMarked
package initscope.model.binary;

import org.jspecify.annotations.NullMarked;
