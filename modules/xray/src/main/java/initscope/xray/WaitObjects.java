package initscope.xray;

import initscope.model.Bytes;
import initscope.model.go.WaitObject;
import initscope.xray.memory.Reader;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The things goroutines wait for, each read at its address and checked for being one.
///
/// What is not read yet is wished for and missing in the answer: ask again after a fetch.
final class WaitObjects {
  private static final int MUTEX_LOCKED = 1;
  private static final int MUTEX_WOKEN = 2;
  private static final int MUTEX_STARVING = 4;
  private static final int MUTEX_WAITERS = 3;
  private static final int MAX_READERS = 1 << 30;
  private static final long MAX_CAPACITY = 1L << 40;
  private static final int MAX_FD = 1 << 30;
  private static final long WAIT_GROUP_WAITERS = 0x7fff_ffffL;

  private final Reader process;
  private final Layout layout;
  private final SyncLayout sync;

  WaitObjects(Reader process, Layout layout) {
    this.process = process;
    this.layout = layout;
    this.sync = new SyncLayout(layout);
  }

  private Optional<Bytes> read(long address, String type) {
    return process.bytes(address, layout.size(type, 0));
  }

  /// A channel; address 0 is the nil channel.
  Optional<WaitObject> channel(long address) {
    if (address == 0) {
      return Optional.of(new WaitObject.Channel(0, 0, 0, false));
    }
    return read(address, "hchan")
        .map(
            bytes ->
                new WaitObject.Channel(
                    address,
                    bytes.u64(layout.offset("hchan.qcount")),
                    bytes.u64(layout.offset("hchan.dataqsiz")),
                    bytes.u32(layout.offset("hchan.closed")) != 0))
        .filter(c -> c.capacity() >= 0 && c.capacity() < MAX_CAPACITY)
        .filter(c -> c.queued() >= 0 && c.queued() <= c.capacity())
        .map(c -> c);
  }

  /// Whether the goroutines that wait for a channel want to send: one of its two queues is empty, but for a goroutine that waits for both
  /// in one select, which then stands first in both.
  Optional<Boolean> sends(long channel) {
    return read(channel, "hchan")
        .map(
            bytes ->
                bytes.u64(layout.offset("hchan.sendq")) != 0
                    && bytes.u64(layout.offset("hchan.recvq")) == 0);
  }

  /// The timer that sends to a channel, which a channel knows since Go 1.23.
  Optional<WaitObject> timerOf(long channel) {
    if (channel == 0 || !layout.has("hchan.timer")) {
      return Optional.empty();
    }
    return read(channel, "hchan")
        .map(bytes -> bytes.u64(layout.offset("hchan.timer")))
        .filter(timer -> timer != 0)
        .flatMap(this::timer);
  }

  /// A timer.
  Optional<WaitObject> timer(long address) {
    return read(address, "timer")
        .map(
            bytes ->
                new WaitObject.Timer(
                    address,
                    bytes.u64(layout.offset("timer.when")),
                    bytes.u64(layout.offset("timer.period"))))
        .filter(timer -> timer.whenNanos() > 0 && timer.periodNanos() >= 0)
        .map(timer -> timer);
  }

  /// The timer that wakes one goroutine: its argument is that goroutine.
  Optional<WaitObject> sleep(long address, long g) {
    return read(address, "timer")
        .filter(bytes -> bytes.u64(layout.offset("timer.arg") + 8L) == g)
        .flatMap(bytes -> timer(address));
  }

  /// A mutex that someone waits for: it counts its waiters, and is locked or just handed over.
  Optional<WaitObject> mutex(long address) {
    return process
        .bytes(address + sync.mutexState(), 4)
        .map(bytes -> bytes.u32(0))
        .filter(state -> state >>> MUTEX_WAITERS > 0 || (state & MUTEX_WOKEN) != 0)
        .map(
            state ->
                new WaitObject.Mutex(
                    address,
                    (state & MUTEX_LOCKED) != 0,
                    (state & MUTEX_STARVING) != 0,
                    state >>> MUTEX_WAITERS));
  }

  /// A mutex for readers and a writer.
  Optional<WaitObject> rwMutex(long address) {
    return read(address, "sync.rwmutex")
        .map(
            bytes -> {
              int count = (int) bytes.u32(sync.rwMutex("readercount"));
              int leaving = (int) bytes.u32(sync.rwMutex("readerwait"));
              return new WaitObject.RwMutex(address, count < 0 ? leaving : count, count < 0);
            })
        .filter(rw -> rw.readers() >= 0 && rw.readers() <= MAX_READERS)
        .map(rw -> rw);
  }

  /// A Once, by the mutex in it that goroutines wait for.
  Optional<WaitObject> onceOf(long mutex) {
    long address = mutex - sync.onceMutex();
    return mutex(mutex)
        .flatMap(waited -> read(address, "sync.once"))
        .map(bytes -> new WaitObject.Once(address, bytes.u32(sync.once("done")) != 0));
  }

  /// A wait group, by its semaphore. Up to Go 1.17 its count stands behind the semaphore where its own address is no multiple of 8.
  Optional<WaitObject> waitGroupOf(long semaphore) {
    boolean behind = (semaphore & 7) != 0;
    long address = behind ? semaphore : semaphore - 8;
    return process
        .bytes(behind ? semaphore + 4 : address, 8)
        .map(bytes -> bytes.u64(0))
        .map(
            state ->
                new WaitObject.WaitGroup(address, (int) (state >>> 32), state & WAIT_GROUP_WAITERS))
        .filter(group -> group.counter() >= 0 && group.waiters() > 0)
        .map(group -> group);
  }

  /// The list of a Cond in which a waiter with a ticket stands.
  Optional<WaitObject> cond(long address, long ticket) {
    return read(address, "notifylist")
        .filter(bytes -> isPointer(bytes.u64(layout.offset("notifylist.head"))))
        .filter(bytes -> isPointer(bytes.u64(layout.offset("notifylist.tail"))))
        .map(
            bytes -> {
              int notified = (int) bytes.u32(layout.offset("notifylist.notify"));
              int next = (int) bytes.u32(layout.offset("notifylist.wait"));
              boolean waits = (int) ticket - notified >= 0 && (int) ticket - next < 0;
              return new WaitObject.Cond(address, waits ? next - notified : 0);
            })
        .filter(cond -> cond.waiting() > 0 && isCond(address))
        .map(cond -> cond);
  }

  /// A Cond that was used knows its own address, so that a copy is noticed.
  private boolean isCond(long list) {
    long cond = list - layout.offset("sync.cond.notify");
    long checker = cond + layout.offset("sync.cond.checker");
    return process.bytes(checker, 8).filter(word -> word.u64(0) == checker).isPresent();
  }

  /// The Locker of a Cond: the address of its mutex, where it is one.
  OptionalLong lockOfCond(long list) {
    long cond = list - layout.offset("sync.cond.notify");
    return process
        .bytes(cond + layout.offset("sync.cond.l") + 8L, 8)
        .map(word -> OptionalLong.of(word.u64(0)))
        .orElse(OptionalLong.empty());
  }

  /// What the network poller knows of a descriptor that a goroutine waits for.
  Optional<WaitObject> descriptor(long address, long g) {
    return read(address, "polldesc")
        .filter(
            bytes ->
                bytes.u64(layout.offset("polldesc.rg")) == g
                    || bytes.u64(layout.offset("polldesc.wg")) == g)
        .map(
            bytes -> {
              boolean reads = bytes.u64(layout.offset("polldesc.rg")) == g;
              long fd = bytes.u64(layout.offset("polldesc.fd"));
              long deadline = bytes.u64(layout.offset(reads ? "polldesc.rd" : "polldesc.wd"));
              return new WaitObject.Descriptor(
                  address,
                  fd >= 0 && fd < MAX_FD ? OptionalInt.of((int) fd) : OptionalInt.empty(),
                  reads,
                  deadline > 0 ? OptionalLong.of(deadline) : OptionalLong.empty());
            });
  }

  static boolean isPointer(long word) {
    return word > 0xffff && (word & 7) == 0 && word >>> 47 == 0;
  }
}
