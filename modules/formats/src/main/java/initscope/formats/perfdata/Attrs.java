package initscope.formats.perfdata;

import initscope.model.perf.PerfDataBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The events of a recording, and whose a record is.
final class Attrs {
  private static final int MAX_ATTRS = 1 << 13;
  private static final int MAX_NAME = 256;
  private static final int MAX_IDS = 1 << 18;

  private final List<Attr> all = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();
  private final Map<Long, Integer> byId = new HashMap<>();
  private final Map<Long, String> byTracepoint = new HashMap<>();
  private boolean mixed;

  /// Adds one.
  ///
  /// @return its number, -1 where there is no room
  int add(Attr attr) {
    if (all.size() == MAX_ATTRS) {
      return -1;
    }
    if (!all.isEmpty()) {
      Attr first = all.getFirst();
      mixed |=
          first.idWord() != attr.idWord()
              || first.idWordFromEnd() != attr.idWordFromEnd()
              || first.idWord() < 0;
    }
    all.add(attr);
    names.add("");
    places.add(-1);
    return all.size() - 1;
  }

  void id(long id, int attr) {
    if (byId.size() < MAX_IDS) {
      byId.putIfAbsent(id, attr);
    }
  }

  /// Names the event of an id, unless it has a name.
  void name(long id, String name) {
    Integer attr = byId.get(id);
    if (attr != null) {
      nameAt(attr, name);
    }
  }

  void nameAt(int attr, String name) {
    if (attr < names.size() && names.get(attr).isEmpty()) {
      names.set(attr, cut(name));
    }
  }

  /// Names the events of a tracepoint that have no name.
  void tracepoint(long number, String name) {
    if (byTracepoint.size() < MAX_ATTRS) {
      byTracepoint.putIfAbsent(number, cut(name));
    }
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }

  int size() {
    return all.size();
  }

  Attr get(int attr) {
    return all.get(attr);
  }

  /// Whether the layouts differ so that a record does not tell whose it is.
  boolean mixed() {
    return mixed;
  }

  /// The event of a sample, -1 where it is of none.
  ///
  /// @param at of the record
  int ofSample(Words in, long at, long end) {
    if (all.size() < 2) {
      return all.size() - 1;
    }
    int word = all.getFirst().idWord();
    return word < 0 || at + 16 + 8L * word > end ? -1 : ofId(in.u64(at + 8 + 8L * word));
  }

  /// The event whose layout another record's end has.
  Optional<Attr> ofOther(Words in, long at, long end) {
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Attr first = all.getFirst();
    int word = first.idWordFromEnd();
    if (all.size() == 1 || !first.sampleIdAll() || word < 0 || end - 8L * word < at + 8) {
      return Optional.of(first);
    }
    int found = ofId(in.u64(end - 8L * word));
    return Optional.of(found < 0 ? first : all.get(found));
  }

  /// Records that perf makes up have the id 0.
  private int ofId(long id) {
    return id == 0 ? 0 : byId.getOrDefault(id, -1);
  }

  String name(int attr) {
    String name = names.get(attr);
    if (!name.isEmpty()) {
      return name;
    }
    Attr one = all.get(attr);
    String traced = one.type() == Attr.TRACEPOINT ? byTracepoint.get(one.config()) : null;
    return traced == null ? EventNames.of(one) : traced;
  }

  /// Its place among the names of what is built.
  int place(int attr, PerfDataBuilder data) {
    int place = places.get(attr);
    if (place < 0) {
      place = data.event(name(attr));
      places.set(attr, place);
    }
    return place;
  }
}
