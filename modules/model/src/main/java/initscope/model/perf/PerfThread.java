package initscope.model.perf;

/// Whom a sample belongs to.
///
/// @param comm name of the thread as the kernel had it then
/// @param pid process, -1 where the recording does not tell it
/// @param tid thread, -1 where not told
public record PerfThread(String comm, int pid, int tid) {}
