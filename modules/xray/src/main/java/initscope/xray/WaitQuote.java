package initscope.xray;

import initscope.model.go.WaitObject;
import java.util.OptionalInt;

/// What was read of a wait object, as its place in memory quotes it: {@code mutex 0x582da0: locked, 1 waiting}.
final class WaitQuote {
  private WaitQuote() {}

  static String of(WaitObject object) {
    String facts =
        switch (object) {
          case WaitObject.Channel c ->
              c.queued() + " of " + c.capacity() + " queued" + (c.closed() ? ", closed" : "");
          case WaitObject.Mutex m ->
              (m.locked() ? "locked" : "not locked")
                  + (m.starving() ? ", starving" : "")
                  + ", "
                  + m.waiters()
                  + " waiting";
          case WaitObject.RwMutex m -> m.readers() + " readers" + (m.writer() ? ", a writer" : "");
          case WaitObject.Once o -> o.done() ? "done" : "not done";
          case WaitObject.WaitGroup w -> "counter " + w.counter() + ", " + w.waiters() + " waiting";
          case WaitObject.Cond c -> c.waiting() + " waiting";
          case WaitObject.Semaphore _ -> "";
          case WaitObject.Descriptor d -> descriptor(d);
          case WaitObject.Timer t ->
              "at " + t.whenNanos() + " ns" + (t.periodNanos() > 0 ? ", periodic" : "");
        };
    String thing = object.word() + " " + Refusal.hex(object.address());
    return facts.isEmpty() ? thing : thing + ": " + facts;
  }

  private static String descriptor(WaitObject.Descriptor d) {
    OptionalInt fd = d.fd();
    return (fd.isPresent() ? "fd " + fd.getAsInt() + ", " : "")
        + (d.reads() ? "to be read" : "to be written")
        + (d.deadlineNanos().isPresent() ? ", deadline " + d.deadlineNanos().getAsLong() : "");
  }
}
