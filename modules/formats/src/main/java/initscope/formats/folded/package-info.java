/// Folded stacks: a line of text per stack, for flamegraph.pl, speedscope and whoever reads lines.
///
/// - Start at `FoldedWriter`.
@NullMarked
package initscope.formats.folded;

import org.jspecify.annotations.NullMarked;
