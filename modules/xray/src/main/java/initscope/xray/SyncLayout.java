package initscope.xray;

/// Where the locks of package sync keep their words; the same on every machine, and in every release that is read.
final class SyncLayout {
  private final Layout layout;
  private final String inner;

  SyncLayout(Layout layout) {
    this.layout = layout;
    this.inner = layout.has("sync.mutex.mu.state") ? "mu." : "";
  }

  /// From a Mutex to its semaphore.
  int mutexSemaphore() {
    return layout.offset("sync.mutex." + inner + "sema");
  }

  /// From a Mutex to its state.
  int mutexState() {
    return layout.offset("sync.mutex." + inner + "state");
  }

  /// From a Once to its Mutex.
  int onceMutex() {
    return layout.offset("sync.once.m");
  }

  int once(String field) {
    return layout.offset("sync.once." + field);
  }

  int rwMutex(String field) {
    return layout.offset("sync.rwmutex." + field);
  }
}
