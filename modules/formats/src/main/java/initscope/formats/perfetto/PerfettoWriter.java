package initscope.formats.perfetto;

import initscope.formats.wire.ProtoWriter;
import initscope.model.Display;
import java.io.IOException;
import java.io.OutputStream;

/// Writes a trace for Perfetto, packet by packet as it is told: what was written stays readable when the rest never comes.
///
/// A track is declared before the first event on it, under a uuid that the caller chooses, not 0. Times are the host's
/// CLOCK_MONOTONIC in nanoseconds. Slices of one track nest, and their beginnings and ends are told in the order of time; instants,
/// counters and other tracks come in any order, for the trace processor sorts by time. A slice never ended is shown as one that went on.
///
/// For one thread at a time. Keeps each distinct name and stack, up to a bound, and nothing else.
public final class PerfettoWriter {
  /// Names, frames and stacks kept before the reader is told to forget them all; some tens of megabytes.
  private static final int MOST_INTERNED = 1 << 18;

  private static final int TRACE_PACKET = 1;
  private static final int PACKET_CLOCK_SNAPSHOT = 6;
  private static final int PACKET_TIMESTAMP = 8;
  private static final int PACKET_SEQUENCE_ID = 10;
  private static final int PACKET_TRACK_EVENT = 11;
  private static final int PACKET_INTERNED = 12;
  private static final int PACKET_SEQUENCE_FLAGS = 13;
  private static final int PACKET_CLOCK = 58;
  private static final int PACKET_TRACK = 60;
  private static final int STATE_CLEARED = 1;
  private static final int NEEDS_STATE = 2;
  private static final int MONOTONIC = 3;

  private static final int TRACK_UUID = 1;
  private static final int TRACK_NAME = 2;
  private static final int TRACK_PROCESS = 3;
  private static final int TRACK_THREAD = 4;
  private static final int TRACK_PARENT = 5;
  private static final int TRACK_COUNTER = 8;
  private static final int TRACK_MERGE = 15;
  private static final int NEVER_MERGE = 2;

  private static final int EVENT_CATEGORY = 3;
  private static final int EVENT_TYPE = 9;
  private static final int EVENT_NAME = 10;
  private static final int EVENT_TRACK = 11;
  private static final int EVENT_VALUE = 30;
  private static final int EVENT_FLOW = 47;
  private static final int EVENT_ENDING_FLOW = 48;
  private static final int EVENT_STACK = 56;
  private static final int BEGIN = 1;
  private static final int END = 2;
  private static final int INSTANT = 3;
  private static final int COUNTER = 4;

  private final OutputStream sink;
  private final int mostInterned;
  private final Interned interned = new Interned();
  private final ProtoWriter trace = new ProtoWriter();
  private final ProtoWriter packet = new ProtoWriter();
  private final ProtoWriter body = new ProtoWriter();
  private boolean cleared = true;

  /// Begins a trace.
  ///
  /// @param sink takes a chunk a packet; neither flushed nor closed here
  /// @param startNanos CLOCK_MONOTONIC near the first event
  /// @throws IOException what the sink throws, here and below
  public PerfettoWriter(OutputStream sink, long startNanos) throws IOException {
    this(sink, startNanos, MOST_INTERNED);
  }

  PerfettoWriter(OutputStream sink, long startNanos, int mostInterned) throws IOException {
    this.sink = sink;
    this.mostInterned = mostInterned;
    // without it times of this clock are those of no known clock, and are dropped
    body.message(1, new ProtoWriter().varint(1, MONOTONIC).varint(2, startNanos));
    body.varint(2, MONOTONIC);
    packet.message(PACKET_CLOCK_SNAPSHOT, body);
    send(0);
  }

  /// Declares the track of a process; other tracks name it as their parent.
  public void process(long uuid, long pid, String name) throws IOException {
    ProtoWriter process = new ProtoWriter().varint(1, pid).text(6, Display.safe(name));
    declare(uuid, 0, name, TRACK_PROCESS, process);
  }

  /// Declares the track of a thread.
  ///
  /// @param parentUuid the track of its process
  public void thread(long uuid, long parentUuid, long pid, long tid, String name)
      throws IOException {
    ProtoWriter thread =
        new ProtoWriter().varint(1, pid).varint(2, tid).text(5, Display.safe(name));
    declare(uuid, parentUuid, name, TRACK_THREAD, thread);
  }

  /// Declares a track of anything else, such as a goroutine.
  ///
  /// @param parentUuid the track it belongs below, 0 for none
  public void track(long uuid, long parentUuid, String name) throws IOException {
    begin(uuid, parentUuid, name);
    body.varint(TRACK_MERGE, NEVER_MERGE); // else tracks of one name would be drawn as one
    packet.message(PACKET_TRACK, body);
    send(0);
  }

  /// Declares a track of numbers.
  ///
  /// @param parentUuid the track it belongs below, 0 for none
  public void counterTrack(long uuid, long parentUuid, String name, CounterUnit unit)
      throws IOException {
    declare(uuid, parentUuid, name, TRACK_COUNTER, new ProtoWriter().varint(3, unit.number()));
  }

  /// A slice begins.
  public void begin(long uuid, long nanos, TraceEvent event) throws IOException {
    told(BEGIN, uuid, nanos, event);
  }

  /// The slice begun last on the track, and not ended yet, ends.
  public void end(long uuid, long nanos) throws IOException {
    event(END, uuid);
    sendEvent(nanos);
  }

  /// Something that takes no time.
  public void instant(long uuid, long nanos, TraceEvent event) throws IOException {
    told(INSTANT, uuid, nanos, event);
  }

  /// The number of a counter track from now on.
  public void counter(long uuid, long nanos, long value) throws IOException {
    event(COUNTER, uuid);
    body.varint(EVENT_VALUE, value);
    sendEvent(nanos);
  }

  private void told(int type, long uuid, long nanos, TraceEvent event) throws IOException {
    if (interned.size() > mostInterned) {
      interned.clear();
      cleared = true;
    }
    event(type, uuid);
    body.varint(EVENT_NAME, interned.name(event.name()));
    if (!event.category().isEmpty()) {
      body.varint(EVENT_CATEGORY, interned.category(event.category()));
    }
    event.flows().forEach(id -> body.fixed64(EVENT_FLOW, id));
    event.endingFlows().forEach(id -> body.fixed64(EVENT_ENDING_FLOW, id));
    if (!event.stack().isEmpty()) {
      body.varint(EVENT_STACK, interned.stack(event.stack()));
    }
    sendEvent(nanos);
  }

  private void event(int type, long uuid) {
    body.clear();
    body.varint(EVENT_TYPE, type).varint(EVENT_TRACK, uuid);
  }

  private void sendEvent(long nanos) throws IOException {
    packet.varint(PACKET_TIMESTAMP, nanos).varint(PACKET_CLOCK, MONOTONIC);
    interned.drainTo(packet, PACKET_INTERNED);
    packet.message(PACKET_TRACK_EVENT, body);
    send(NEEDS_STATE);
  }

  private void declare(long uuid, long parentUuid, String name, int kind, ProtoWriter what)
      throws IOException {
    begin(uuid, parentUuid, name);
    body.message(kind, what);
    packet.message(PACKET_TRACK, body);
    send(0);
  }

  private void begin(long uuid, long parentUuid, String name) {
    body.clear();
    body.varint(TRACK_UUID, uuid).text(TRACK_NAME, Display.safe(name));
    if (parentUuid != 0) {
      body.varint(TRACK_PARENT, parentUuid);
    }
  }

  private void send(int flags) throws IOException {
    int all = cleared ? flags | STATE_CLEARED : flags;
    cleared = false;
    packet.varint(PACKET_SEQUENCE_ID, 1);
    if (all != 0) {
      packet.varint(PACKET_SEQUENCE_FLAGS, all);
    }
    trace.message(TRACE_PACKET, packet);
    packet.clear();
    trace.writeTo(sink);
    trace.clear();
  }
}
