/// Go execution traces for other tools: what `gotrace` knows, told to the writers of `formats`, piece by piece.
///
/// - Start at `TraceExport`. `PerfettoTrace` puts the tracks together, `Tracks` is what they are written on.
@NullMarked
package initscope.verbs.traces;

import org.jspecify.annotations.NullMarked;
