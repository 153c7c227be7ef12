/// The format of pprof: {@code profile.proto}, gzip over it.
///
/// - Start at `PprofWriter`. `PprofTables` numbers strings, functions and locations.
@NullMarked
package initscope.formats.pprof;

import org.jspecify.annotations.NullMarked;
