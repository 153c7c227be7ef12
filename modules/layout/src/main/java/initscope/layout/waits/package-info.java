/// Who waits for what, and who could end it, as numbers to draw. Pure.
/// - Start at `WaitPicture`: which nodes and edges are shown, equal waiters put together.
/// - `WaitLayout` places them in layers; `WaitSvg` and the window draw the same layout.
/// - `WaitIndex` answers questions about one goroutine or object; `WaitWords` says an object's facts.
@NullMarked
package initscope.layout.waits;

import org.jspecify.annotations.NullMarked;
