/// The folder a capture is written into while it runs, and the sealed file made of it.
///
/// Every entry is a file of its own, and its line in {@code index.jsonl} is written after it: whatever ends the program, the
/// folder opens, and only the entry in flight is lost.
///
/// - Start at {@link initscope.collect.spool.Spool}. {@link initscope.collect.spool.SpoolFolder} reads one.
@NullMarked
package initscope.collect.spool;

import org.jspecify.annotations.NullMarked;
