package initscope.model.host;

import java.util.Optional;

/// One system call as `strace` saw it.
///
/// @param pid thread that called, -1 where the trace does not tell
/// @param startNanos when it began on the trace's clock, -1 where not told
/// @param durationNanos how long it took, -1 where not told
/// @param name of the system call
/// @param args between the parentheses, as printed; of a call that was interrupted both parts
/// @param result what it returned, as printed: {@code 3</etc/hosts>}, {@code 0x7f12}, {@code ?}, {@code 0 (Timeout)}; empty where it did not return
/// @param errno {@code ENOENT} where it failed
/// @param unfinished whether the trace ends before it returned
public record TracedCall(
    int pid,
    long startNanos,
    long durationNanos,
    String name,
    String args,
    String result,
    Optional<String> errno,
    boolean unfinished) {}
