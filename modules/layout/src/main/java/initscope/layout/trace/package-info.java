/// The timeline of a Go execution trace with tens of millions of events, as numbers. A frame costs what is visible, never a scan.
///
/// - Start at `TraceBook` (what is looked up once, in the background), `TraceRows` (which rows there are, without an object each) and
///   `TraceLayout` (boxes of the rows in sight).
/// - `RowSource` is one row over time: few states in sight are visited, many come as sums by pixel column. `BoxPacker` puts both on pixels.
/// - `TracePixels` paints the boxes into an array of pixels; `TraceSvg` writes the same boxes.
/// - Times are nanoseconds of the trace's own clock; `TraceAxis` leaves dead time out where the user wants.
@NullMarked
package initscope.layout.trace;

import org.jspecify.annotations.NullMarked;
