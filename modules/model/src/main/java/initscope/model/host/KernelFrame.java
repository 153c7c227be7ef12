package initscope.model.host;

/// One line of /proc/PID/stack: {@code [<0>] futex_wait_queue+0x60/0x90} or, before Linux 4.14, with an address.
///
/// @param function symbol name
/// @param offset bytes into the function, -1 where not told
/// @param sizeBytes size of the function, -1 where not told
/// @param module kernel module in brackets, empty for the kernel itself
public record KernelFrame(String function, long offset, long sizeBytes, String module) {}
