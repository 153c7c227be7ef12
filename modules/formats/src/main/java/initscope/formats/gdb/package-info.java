/// Native stacks as text: pstack, gstack, `gdb -batch -ex 'thread apply all bt'`, and eu-stack. These show threads, not
/// goroutines: a parked goroutine is on none of them.
///
/// - Start at `PstackDecoder`; `GdbFrame` reads one frame once its wrapped lines are joined.
@NullMarked
package initscope.formats.gdb;

import org.jspecify.annotations.NullMarked;
