package initscope.verbs.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A file for Perfetto as protobuf's library reads it, with names looked up. That its packets are sound the writer's own tests show.
final class PerfettoFile {
  /// A track.
  record Track(String name, long parent) {}

  /// An event.
  ///
  /// @param type begin, end, instant or counter
  /// @param frames of its stack, how many
  record Event(
      String type,
      long track,
      long nanos,
      String name,
      String category,
      List<Long> flows,
      List<Long> endingFlows,
      int frames,
      long value) {}

  private static final List<String> TYPES = List.of("?", "begin", "end", "instant", "counter");

  private final Map<Long, Track> tracks = new HashMap<>();
  private final List<Event> events = new ArrayList<>();
  private final Map<String, UnknownFieldSet> interned = new HashMap<>();

  PerfettoFile(byte[] bytes) throws InvalidProtocolBufferException {
    for (UnknownFieldSet packet : messages(UnknownFieldSet.parseFrom(bytes), 1)) {
      for (UnknownFieldSet data : messages(packet, 12)) {
        for (int table : List.of(1, 2, 7)) {
          messages(data, table).forEach(e -> interned.put(table + "/" + number(e, 1), e));
        }
      }
      messages(packet, 60)
          .forEach(t -> tracks.put(number(t, 1), new Track(text(t, 2), number(t, 5))));
      messages(packet, 11).forEach(e -> events.add(event(number(packet, 8), e)));
    }
  }

  Map<Long, Track> tracks() {
    return tracks;
  }

  List<Event> events() {
    return events;
  }

  List<Event> events(String type, String category) {
    return events.stream()
        .filter(e -> e.type().equals(type) && e.category().equals(category))
        .toList();
  }

  /// The name of a track, behind those of its parents.
  String path(long uuid) {
    Track track = tracks.get(uuid);
    return track == null ? "" : path(track.parent()) + "/" + track.name();
  }

  private Event event(long nanos, UnknownFieldSet event) {
    UnknownFieldSet stack = interned.get("7/" + number(event, 56));
    return new Event(
        TYPES.get((int) number(event, 9)),
        number(event, 11),
        nanos,
        named(2, number(event, 10)),
        named(1, number(event, 3)),
        event.getField(47).getFixed64List(),
        event.getField(48).getFixed64List(),
        stack == null ? 0 : stack.getField(2).getVarintList().size(),
        number(event, 30));
  }

  private String named(int table, long id) {
    UnknownFieldSet entry = interned.get(table + "/" + id);
    return entry == null ? "" : text(entry, 2);
  }

  private static List<UnknownFieldSet> messages(UnknownFieldSet in, int field) {
    List<UnknownFieldSet> messages = new ArrayList<>();
    for (ByteString bytes : in.getField(field).getLengthDelimitedList()) {
      try {
        messages.add(UnknownFieldSet.parseFrom(bytes));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return messages;
  }

  private static long number(UnknownFieldSet in, int field) {
    List<Long> values = in.getField(field).getVarintList();
    return values.isEmpty() ? 0 : values.getLast();
  }

  private static String text(UnknownFieldSet in, int field) {
    List<ByteString> values = in.getField(field).getLengthDelimitedList();
    return values.isEmpty() ? "" : values.getLast().toStringUtf8();
  }
}
