/// The nouns of InitScope: values every room speaks of. Immutable, no behaviour beyond reading themselves.
///
/// - Start at {@link initscope.model.Bytes} (input), {@link initscope.model.Decoded} (what a decoder gives) and
///   {@link initscope.model.Incident} (all sources of one capture, joined).
/// - {@link initscope.model.host}: what Linux and systemd say. {@link initscope.model.go}: what a Go runtime holds.
///   {@link initscope.model.finding}: what the rules conclude. {@link initscope.model.change}: what tuning may do.
/// - Not here: decoding ({@code initscope.formats}), files, threads, clocks.
@NullMarked
package initscope.model;

import org.jspecify.annotations.NullMarked;
