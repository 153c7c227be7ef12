/// The JSON format of speedscope.
///
/// - Start at `SpeedscopeWriter`.
@NullMarked
package initscope.formats.speedscope;

import org.jspecify.annotations.NullMarked;
