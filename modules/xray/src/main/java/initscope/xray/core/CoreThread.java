package initscope.xray.core;

import initscope.model.host.SyscallState;
import java.util.Optional;

/// A thread as its NT_PRSTATUS note tells it.
///
/// @param tid as the process's own pid namespace counts
/// @param registers where it stood
/// @param syscall the system call it slept in; empty where it was in none, or that cannot be told
/// @param state S in a system call it slept in, R outside of any, {@code ?} where that cannot be told
/// @param signal that ended it, 0 for none
/// @param offset of the note in the file
public record CoreThread(
    long tid,
    Registers registers,
    Optional<SyscallState> syscall,
    char state,
    int signal,
    long offset) {}
