/// Traces for Perfetto's viewer: {@code trace.proto}, a stream of packets.
///
/// - Start at `PerfettoWriter`. `Interned` gives names and stacks the numbers by which events refer to them.
@NullMarked
package initscope.formats.perfetto;

import org.jspecify.annotations.NullMarked;
