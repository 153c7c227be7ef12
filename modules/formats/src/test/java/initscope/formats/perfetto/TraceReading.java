package initscope.formats.perfetto;

import static initscope.formats.wire.ProtoSchema.get;
import static initscope.formats.wire.ProtoSchema.has;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import initscope.formats.wire.ProtoSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A trace as Perfetto's trace processor takes it in: packets in order, numbers looked up among the entries seen since the last time the
/// writer said that it begins anew. Anything that refers to what is not there throws.
final class TraceReading {
  /// The fields of Perfetto's protos that are written; a field more throws. Enums are read as numbers.
  private static final ProtoSchema SCHEMA =
      new ProtoSchema(
          """
          message Trace
          repeated TracePacket packet 1
          message TracePacket
          ClockSnapshot clock_snapshot 6
          uint64 timestamp 8
          uint32 trusted_packet_sequence_id 10
          TrackEvent track_event 11
          InternedData interned_data 12
          uint32 sequence_flags 13
          uint32 timestamp_clock_id 58
          TrackDescriptor track_descriptor 60
          message ClockSnapshot
          repeated Clock clocks 1
          int32 primary_trace_clock 2
          message Clock
          uint32 clock_id 1
          uint64 timestamp 2
          message TrackDescriptor
          uint64 uuid 1
          string name 2
          ProcessDescriptor process 3
          ThreadDescriptor thread 4
          uint64 parent_uuid 5
          CounterDescriptor counter 8
          int32 sibling_merge_behavior 15
          message ProcessDescriptor
          int32 pid 1
          string process_name 6
          message ThreadDescriptor
          int32 pid 1
          int32 tid 2
          string thread_name 5
          message CounterDescriptor
          int32 unit 3
          message TrackEvent
          repeated uint64 category_iids 3
          int32 type 9
          uint64 name_iid 10
          uint64 track_uuid 11
          int64 counter_value 30
          repeated fixed64 flow_ids 47
          repeated fixed64 terminating_flow_ids 48
          uint64 callstack_iid 56
          message InternedData
          repeated InternedName event_categories 1
          repeated InternedName event_names 2
          repeated InternedString function_names 5
          repeated Frame frames 6
          repeated Callstack callstacks 7
          repeated InternedString source_paths 18
          message InternedName
          uint64 iid 1
          string name 2
          message InternedString
          uint64 iid 1
          bytes str 2
          message Frame
          uint64 iid 1
          uint64 function_name_id 2
          uint64 source_path_iid 5
          uint32 line_number 6
          message Callstack
          uint64 iid 1
          repeated uint64 frame_ids 2
          """);

  private static final List<String> TYPES = List.of("?", "begin", "end", "instant", "counter");
  private static final int MONOTONIC = 3;

  private final List<String> lines = new ArrayList<>();
  private final Map<String, DynamicMessage> interned = new HashMap<>();
  private final Map<String, DynamicMessage> everInterned = new HashMap<>();
  private final Map<Long, DynamicMessage> tracks = new HashMap<>();
  private int clears;

  /// Reads a trace, or what was written of it so far.
  TraceReading(byte[] bytes) {
    List<DynamicMessage> packets = get(SCHEMA.read("Trace", bytes), "packet");
    packets.forEach(this::packet);
  }

  /// A line a track and an event, in the order written.
  List<String> lines() {
    return lines;
  }

  /// How often the writer began anew.
  int clears() {
    return clears;
  }

  private void packet(DynamicMessage packet) {
    require(ProtoSchema.<Integer>get(packet, "trusted_packet_sequence_id") == 1, "no sequence");
    int flags = get(packet, "sequence_flags");
    if ((flags & 1) != 0) {
      clears++;
      interned.clear();
    }
    if (has(packet, "interned_data")) {
      intern(get(packet, "interned_data"));
    }
    if (has(packet, "clock_snapshot")) {
      clock(get(packet, "clock_snapshot"));
    } else if (has(packet, "track_descriptor")) {
      track(get(packet, "track_descriptor"));
    } else {
      require((flags & 2) != 0, "an event that does not say it needs what came before");
      require(ProtoSchema.<Integer>get(packet, "timestamp_clock_id") == MONOTONIC, "clock");
      event(get(packet, "timestamp"), get(packet, "track_event"));
    }
  }

  private void clock(DynamicMessage snapshot) {
    require(lines.isEmpty(), "the clock comes first");
    List<DynamicMessage> clocks = get(snapshot, "clocks");
    lines.add(
        "clock %s = %s, the trace's is %s"
            .formatted(
                get(clocks.getFirst(), "clock_id"),
                get(clocks.getFirst(), "timestamp"),
                get(snapshot, "primary_trace_clock")));
  }

  private void track(DynamicMessage track) {
    long uuid = get(track, "uuid");
    long parent = get(track, "parent_uuid");
    require(tracks.put(uuid, track) == null, "track told twice");
    require(parent == 0 || tracks.containsKey(parent), "parent not told before");
    StringBuilder line =
        new StringBuilder("track " + uuid + " in " + parent + ": " + get(track, "name"));
    if (has(track, "process")) {
      DynamicMessage process = get(track, "process");
      line.append(", process %s %s".formatted(get(process, "pid"), get(process, "process_name")));
    }
    if (has(track, "thread")) {
      DynamicMessage thread = get(track, "thread");
      line.append(
          ", thread %s/%s %s"
              .formatted(get(thread, "pid"), get(thread, "tid"), get(thread, "thread_name")));
    }
    if (has(track, "counter")) {
      line.append(", counter of " + get(ProtoSchema.<DynamicMessage>get(track, "counter"), "unit"));
    }
    if (ProtoSchema.<Integer>get(track, "sibling_merge_behavior") == 2) {
      line.append(", alone");
    }
    lines.add(line.toString());
  }

  private void event(long nanos, DynamicMessage event) {
    long uuid = get(event, "track_uuid");
    require(tracks.containsKey(uuid), "event on no track");
    int type = get(event, "type");
    require((type == 4) == has(tracks.get(uuid), "counter"), "event of another kind of track");
    StringBuilder line = new StringBuilder(nanos + " " + TYPES.get(type) + " on " + uuid);
    if (has(event, "name_iid")) {
      line.append(": ").append(text("event_names", get(event, "name_iid"), "name"));
    }
    for (long category : ProtoSchema.<List<Long>>get(event, "category_iids")) {
      line.append(" (").append(text("event_categories", category, "name")).append(')');
    }
    line.append(many(" flows ", get(event, "flow_ids")));
    line.append(many(" ends ", get(event, "terminating_flow_ids")));
    if (has(event, "callstack_iid")) {
      DynamicMessage stack = entry("callstacks", get(event, "callstack_iid"));
      List<String> frames =
          ProtoSchema.<List<Long>>get(stack, "frame_ids").stream().map(this::frame).toList();
      line.append(" at ").append(String.join(" > ", frames));
    }
    if (has(event, "counter_value")) {
      line.append(" = " + get(event, "counter_value"));
    }
    lines.add(line.toString());
  }

  private static String many(String before, List<Long> ids) {
    return ids.isEmpty() ? "" : before + ids;
  }

  private String frame(long id) {
    DynamicMessage frame = entry("frames", id);
    String text = text("function_names", get(frame, "function_name_id"), "str");
    long path = get(frame, "source_path_iid");
    return text
        + (path == 0 ? "" : " " + text("source_paths", path, "str"))
        + ":"
        + get(frame, "line_number");
  }

  private String text(String table, long id, String field) {
    Object text = get(entry(table, id), field);
    return text instanceof ByteString bytes ? bytes.toStringUtf8() : text.toString();
  }

  private DynamicMessage entry(String table, long id) {
    DynamicMessage entry = interned.get(table + id);
    require(entry != null, "no entry " + id + " of " + table);
    return entry;
  }

  private void intern(DynamicMessage data) {
    data.getAllFields()
        .forEach(
            (field, entries) -> {
              for (Object entry : (List<?>) entries) {
                long id = get((DynamicMessage) entry, "iid");
                require(id != 0, "an id of 0 means none");
                String key = field.getName() + id;
                interned.put(key, (DynamicMessage) entry);
                require(everInterned.put(key, (DynamicMessage) entry) == null, "an id used again");
              }
            });
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
