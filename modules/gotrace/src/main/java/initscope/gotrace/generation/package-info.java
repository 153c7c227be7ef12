/// One generation of a trace: what the readers of both formats write into, and what everything else reads. A v1 trace is one generation.
/// - Start at `GenerationBuilder` (written) and `Generation` (read).
/// - Rows of goroutines, Ps and threads count within the generation; `initscope.gotrace` joins them.
@NullMarked
package initscope.gotrace.generation;

import org.jspecify.annotations.NullMarked;
