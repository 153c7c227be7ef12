/// What `GODEBUG=inittrace=1` writes to stderr, mixed with whatever else is written there.
///
/// - Start at `InitTraceDecoder`; `InitLine` finds one line of the runtime in a text, `TraceJoin` puts broken ones together;
///   `TraceCut` knows the beginning of one at the end of a text.
@NullMarked
package initscope.formats.inittrace;

import org.jspecify.annotations.NullMarked;
