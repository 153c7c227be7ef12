/// A trace as other tools take it: stacks with weights, and a row a goroutine. Values only; bytes are written by `formats`.
/// - Start at `TraceProfiles` and `GoroutineSheet`. `StackSums` adds up by stack, a `Walk` says what is added.
@NullMarked
package initscope.gotrace.profile;

import org.jspecify.annotations.NullMarked;
