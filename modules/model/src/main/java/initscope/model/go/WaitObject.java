package initscope.model.go;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// A thing in the memory of a Go program that goroutines wait for.
///
/// Addresses tell two of them apart and open the raw entry; they mean nothing in another process.
public sealed interface WaitObject {
  /// Address of its first byte.
  long address();

  /// A channel.
  ///
  /// @param address of its {@code hchan}; 0 for the nil channel, which blocks for ever
  /// @param queued elements in its buffer
  /// @param capacity of its buffer, 0 for one without
  /// @param closed whether it is closed
  record Channel(long address, long queued, long capacity, boolean closed) implements WaitObject {}

  /// A {@code sync.Mutex}.
  ///
  /// @param address of it
  /// @param locked whether someone has it
  /// @param starving whether a waiter has waited for more than 1 ms, so that it is handed over in order
  /// @param waiters how many goroutines it counts as waiting
  record Mutex(long address, boolean locked, boolean starving, long waiters)
      implements WaitObject {}

  /// A {@code sync.RWMutex}.
  ///
  /// @param address of it
  /// @param readers how many have it for reading
  /// @param writer whether one has it for writing, or waits for the readers to leave
  record RwMutex(long address, long readers, boolean writer) implements WaitObject {}

  /// A {@code sync.Once} whose function runs.
  ///
  /// @param address of it
  /// @param done whether its function has returned
  record Once(long address, boolean done) implements WaitObject {}

  /// A {@code sync.WaitGroup}.
  ///
  /// @param address of it
  /// @param counter how many {@code Done} calls are missing
  /// @param waiters how many goroutines wait for it
  record WaitGroup(long address, long counter, long waiters) implements WaitObject {}

  /// A {@code sync.Cond}.
  ///
  /// @param address of its list of waiters
  /// @param waiting how many goroutines wait that nobody has signalled
  record Cond(long address, long waiting) implements WaitObject {}

  /// A semaphore of the runtime, where what it belongs to is not known.
  ///
  /// @param address of its counter
  record Semaphore(long address) implements WaitObject {}

  /// A file descriptor that the network poller watches.
  ///
  /// @param address of its {@code pollDesc}
  /// @param fd number of the descriptor; empty where it could not be read
  /// @param reads whether the goroutine waits until it can read; else until it can write, as a connecting socket does
  /// @param deadlineNanos CLOCK_MONOTONIC when the wait ends by itself; empty for none
  record Descriptor(long address, OptionalInt fd, boolean reads, OptionalLong deadlineNanos)
      implements WaitObject {}

  /// A timer: {@code time.Sleep}, or a channel that a timer sends to.
  ///
  /// @param address of it
  /// @param whenNanos CLOCK_MONOTONIC when it fires
  /// @param periodNanos after which it fires again; 0 for once
  record Timer(long address, long whenNanos, long periodNanos) implements WaitObject {}

  /// The word for it in JSON and in views: {@code channel}, {@code mutex} ...
  default String word() {
    return switch (this) {
      case Channel c -> "channel";
      case Mutex m -> "mutex";
      case RwMutex m -> "rwmutex";
      case Once o -> "once";
      case WaitGroup g -> "waitgroup";
      case Cond c -> "cond";
      case Semaphore s -> "semaphore";
      case Descriptor d -> "descriptor";
      case Timer t -> "timer";
    };
  }
}
