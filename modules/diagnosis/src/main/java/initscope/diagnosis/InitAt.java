package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames.InitFrame;
import initscope.model.host.SyscallState;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
                    .or(() -> Optional.of(init.frame())))
        .map(InitAt::withoutBogusLine);
  }

  /// The compiler gives the jump of an empty endless loop the line 1, which a dump repeats. No function stands on the line of the
  /// package clause.
  private static Frame withoutBogusLine(Frame frame) {
    return frame.line().orElse(0) != 1
        ? frame
        : new Frame(
            frame.function(), frame.file(), OptionalInt.empty(), frame.pc(), frame.inlined());
  }

  /// Whether it is parked in the runtime, rather than in a system call or running.
  boolean parked() {
    boolean waits = goroutine.filter(g -> g.status().equals("waiting")).isPresent();
    return (waits || word.equals(Waits.SLEEPS)) && !ranWhileRead();
  }

  /// Whether it is in a system call or C code. Of a raw system call the runtime does not know.
  boolean inSyscall() {
    boolean raw = syscallName.filter(word::equals).isPresent();
    return !word.equals(Waits.RUNNING)
        && goroutine.map(g -> g.status().equals("syscall") || raw).orElse(syscall.isPresent());
  }

  /// Whether it ran while its stack was read from memory, so that the stack tells its callers and where it was a moment ago.
  boolean ranWhileRead() {
    return goroutine.filter(Goroutine::torn).isPresent() && word.equals(Waits.RUNNING);
  }
}
