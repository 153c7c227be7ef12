/// Two profiles against each other, or several of each: what changed, by how much, and whether that is more than noise.
///
/// - Start at `ProfileDiff`. `DiffSide` is what stands on one side, `Noise` how far two shares differ by chance.
/// - Pure numbers; what is drawn of it stands in `layout`.
@NullMarked
package initscope.diagnosis.diff;

import org.jspecify.annotations.NullMarked;
