package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames.InitFrame;
import initscope.model.host.SyscallState;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Optional;

/// A package init in progress: where it is and what it waits for.
///
/// @param packagePath whose init
/// @param chain inits on the stack, innermost first; empty where only the init task's state is known
/// @param goroutine that runs it, absent where only a thread's stack from gdb shows it
/// @param thread it runs on or is locked to
/// @param syscall that thread is in
/// @param syscallName its name
/// @param frames from the innermost to the init function
/// @param word what it waits for, in the runtime's or kernel's words
/// @param kind the same, sorted
record InitAt(
    String packagePath,
    List<InitFrame> chain,
    Optional<Goroutine> goroutine,
    Optional<ThreadState> thread,
    Optional<SyscallState.In> syscall,
    Optional<String> syscallName,
    List<Frame> frames,
    String word,
    Wait kind) {
  InitAt {
    chain = List.copyOf(chain);
    frames = List.copyOf(frames);
  }

  /// The innermost init function, where a stack shows it.
  Optional<InitFrame> innermost() {
    return chain.stream().findFirst();
  }

  /// Innermost frame of the package's own code. What cgo generated for it stands in a file nobody has.
  Optional<Frame> place() {
    return innermost()
        .flatMap(
            init ->
                frames.stream()
                    .filter(
                        f ->
                            GoSymbol.packageOf(f.function())
                                .filter(packagePath::equals)
                                .isPresent())
                    .filter(f -> f.file().filter(name -> name.startsWith("_cgo_")).isEmpty())
                    .findFirst()
                    .or(() -> Optional.of(init.frame())));
  }

  /// Whether it is parked in the runtime, rather than in a system call or running.
  boolean parked() {
    return goroutine.filter(g -> g.status().equals("waiting")).isPresent();
  }

  /// Whether it is in a system call or C code.
  boolean inSyscall() {
    return goroutine.map(g -> g.status().equals("syscall")).orElse(syscall.isPresent());
  }
}
