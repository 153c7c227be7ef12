package initscope.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/// Ctrl-C, and what else asks the program to end. The first time interrupts the work, which stops at its next progress report and keeps what
/// it has; a second Ctrl-C ends the program where it stands.
final class Interrupt implements Runnable {
  private static final Duration USUAL = Duration.ofMillis(1500);
  private static final long LOOK_MILLIS = 20;
  private static final int INT = 2; // SIGINT, on all systems
  private static final MemorySegment DEFAULT = MemorySegment.NULL; // SIG_DFL

  private final Thread worker;
  private final Console console;
  private final Duration usual;
  private final Runnable first;

  /// @param usual how long work is waited for that has nothing to take home
  /// @param first done before anything else
  Interrupt(Thread worker, Console console, Duration usual, Runnable first) {
    this.worker = worker;
    this.console = console;
    this.usual = usual;
    this.first = first;
  }

  /// Has a thread's work end so.
  static void watch(Thread worker, Console console) {
    Interrupt interrupt = new Interrupt(worker, console, USUAL, Interrupt::endAtOnceNextTime);
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt, "interrupt"));
  }

  @Override
  public void run() {
    first.run();
    Duration grace = console.grace();
    if (!grace.isZero()) {
      console.say(
          "Cancelled: what was recorded is still taken, for "
              + grace.toSeconds()
              + " s at most. Ctrl-C again: end at once.");
    }
    worker.interrupt();
    try {
      await(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the work as long as it takes what it has, and then as long as for any other.
  private void await(Duration grace) throws InterruptedException {
    long last = System.nanoTime() + grace.toNanos();
    while (worker.isAlive() && !console.grace().isZero() && System.nanoTime() - last < 0) {
      worker.join(LOOK_MILLIS);
    }
    worker.join(usual);
  }

  /// The virtual machine takes the first Ctrl-C as a word to shut down, and further ones as nothing. From here on the system itself ends
  /// the program at Ctrl-C, as it does programs that do not listen; where it cannot be asked for that, the work is waited for.
  @SuppressWarnings("restricted") // libc's signal(2), with no code of ours to run in a handler
  private static void endAtOnceNextTime() {
    try {
      Linker linker = Linker.nativeLinker();
      MemorySegment signal = linker.defaultLookup().findOrThrow("signal");
      var types = FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS);
      var _ = (MemorySegment) linker.downcallHandle(signal, types).invokeExact(INT, DEFAULT);
    } catch (Throwable _) {
      // no such function: a second Ctrl-C does nothing
    }
  }
}
