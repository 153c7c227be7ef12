/// Goroutine dumps as text, every dialect from Go 1.4 on: crashes, SIGQUIT, `runtime.Stack`, `debug=2`, and the counted stacks of
/// `debug=1`; plain or behind the prefixes of a journal or a container log.
///
/// - Start at `GoroutineDumpDecoder`. `Prefix` takes log prefixes off, `GoroutineHeader` reads `goroutine 1 [...]:`,
///   `StackLines` the two lines of a frame, `CountedStacks` the `debug=1` profile, `DumpReader` puts dumps together.
/// - To add an attribute of the header: `GoroutineHeader`.
@NullMarked
package initscope.formats.godump;

import org.jspecify.annotations.NullMarked;
