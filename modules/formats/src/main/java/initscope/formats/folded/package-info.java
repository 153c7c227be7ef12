/// Folded stacks: a line of text per stack, for flamegraph.pl, speedscope and whoever reads lines.
///
/// - Start at `FoldedWriter` and `FoldedReader`. `FoldedLine` finds the counts of a line, `FoldedStacks` gathers samples.
/// - `DiffFolded` sets two profiles side by side.
@NullMarked
package initscope.formats.folded;

import org.jspecify.annotations.NullMarked;
