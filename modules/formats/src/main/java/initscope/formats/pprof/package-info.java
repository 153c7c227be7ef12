/// The format of pprof: {@code profile.proto}, gzip over it.
///
/// - Start at `PprofWriter`; `PprofTables` numbers strings, functions and locations.
/// - And at `PprofReader`; `PprofParts` reads what samples refer to, `PprofSamples` puts it in.
@NullMarked
package initscope.formats.pprof;

import org.jspecify.annotations.NullMarked;
