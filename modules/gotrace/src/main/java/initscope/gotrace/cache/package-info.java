/// A decoded trace as a file beside it, so that a large one opens at once the second time. Pure: bytes in, bytes out.
/// - Start at `TraceIndexWriter` (whose comment has the format) and `TraceIndexReader`; `TraceKey` says whose index it is.
/// - What each part writes of itself stands beside it, in `generation` and `lane`.
/// - An index that does not fit, or is damaged anywhere, is none: the trace is decoded again. When decoding gives something else than
///   before, `TraceIndexWriter.FORMAT` goes up.
@NullMarked
package initscope.gotrace.cache;

import org.jspecify.annotations.NullMarked;
