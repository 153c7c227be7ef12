package initscope.model.host;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One thread of the target as the kernel and, where asked for, gdb saw it.
///
/// @param tid thread id in the host's pid namespace
/// @param name comm of the thread
/// @param state R, S, D, T, t, Z ...; {@code ?} where not known
/// @param wchan kernel function it sleeps in, absent where hidden or 0
/// @param syscall what it is in
/// @param kernelStack innermost first, empty where not readable
/// @param userStack innermost first, from pstack or gdb; empty without
/// @param cpuNanos CPU time used between the two samples of the capture, absent where there was one
/// @param sampleGapNanos time between these samples
/// @param sleptNanos for how long it has not run at least; absent where it runs or the kernel does not tell when it did
/// @param evidence raw places by what they prove: {@code stat}, {@code wchan}, {@code syscall}, {@code stack},
///     {@code pstack}, {@code sched}
public record ThreadState(
    long tid,
    String name,
    char state,
    Optional<String> wchan,
    Optional<SyscallState> syscall,
    List<KernelFrame> kernelStack,
    List<Frame> userStack,
    OptionalLong cpuNanos,
    OptionalLong sampleGapNanos,
    OptionalLong sleptNanos,
    Map<String, EvidenceRef> evidence) {
  /// Keeps immutable copies.
  public ThreadState {
    kernelStack = List.copyOf(kernelStack);
    userStack = List.copyOf(userStack);
    evidence = Map.copyOf(evidence);
  }
}
