/// What single steps cost, each by itself in a warm JVM. Whole processes are measured by the scripts beside this folder.
///
/// - {@link initscope.benchmarks.OnTrace} names the input; a benchmark on a trace extends it.
/// - {@code benchmarks/README.md} has the command.
/// - Not here: results that are worth keeping. They stand with date and machine in the notes beside this folder.
@NullMarked
package initscope.benchmarks;

import org.jspecify.annotations.NullMarked;
