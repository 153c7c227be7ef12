/// Takes a capture from a host: what to read, in which order, at what cost, and where it is kept until it is sealed.
///
/// - Start at {@link initscope.collect.Collector}: {@code plan} tells the steps and their cost, {@code collect} carries them out.
///   {@link initscope.collect.Doctor} tells what a host can give before that, {@link initscope.collect.PerfOutlook} what perf
///   can; {@link initscope.collect.ServiceLister} lists services.
/// - {@link initscope.collect.steps}: the step catalogue as data. To add a step that reads a file of /proc or runs a command, add a row.
/// - {@link initscope.collect.program}: one POSIX sh program for all of them, and the reader of its framed answer.
/// - {@link initscope.collect.spool}: the folder that survives a crash, and sealing.
/// - Not here: SSH ({@code remote}), what the answers mean ({@code evidence}), anything that changes a host ({@code tuning}).
@NullMarked
package initscope.collect;

import org.jspecify.annotations.NullMarked;
