package initscope.formats.perfetto;

import initscope.formats.wire.ProtoWriter;
import initscope.model.Display;
import initscope.model.Frame;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Numbers for names and stacks, each written into the trace once, in the packet that first refers to it.
final class Interned {
  private static final int CATEGORIES = 1;
  private static final int NAMES = 2;
  private static final int FUNCTIONS = 5;
  private static final int FRAMES = 6;
  private static final int STACKS = 7;
  private static final int PATHS = 18;
  private static final int ENTRY_ID = 1;
  private static final int ENTRY_TEXT = 2;
  private static final int FRAME_FUNCTION = 2;
  private static final int FRAME_PATH = 5;
  private static final int FRAME_LINE = 6;
  private static final int STACK_FRAME = 2;

  private static final int MOST_LISTS = 1 << 16;

  private final Map<Object, Long> ids = new HashMap<>();

  /// Stacks by the list they came as: who tells the same list again saves looking at each frame.
  private final IdentityHashMap<List<Frame>, Long> lists = new IdentityHashMap<>();

  private final ProtoWriter added = new ProtoWriter();
  private final ProtoWriter entry = new ProtoWriter();
  private long
      lastId; // one counter for all tables, and it goes on after clear(): no id ever means two

  // things

  private record Text(int table, String text) {}

  private record Place(long function, long path, int line) {}

  private record Stack(List<Long> frames) {}

  long category(String text) {
    return text(CATEGORIES, text);
  }

  long name(String text) {
    return text(NAMES, text);
  }

  long stack(List<Frame> rootFirst) {
    if (lists.size() >= MOST_LISTS) {
      lists.clear();
    }
    return lists.computeIfAbsent(rootFirst, this::byFrames);
  }

  private long byFrames(List<Frame> rootFirst) {
    Stack stack = new Stack(rootFirst.stream().map(this::frame).toList());
    Long known = ids.get(stack);
    if (known != null) {
      return known;
    }
    long id = begin(stack);
    // one tag a number: the trace processor does not read these packed
    stack.frames().forEach(frame -> entry.varint(STACK_FRAME, frame));
    added.message(STACKS, entry);
    return id;
  }

  /// Entries known to the reader.
  int size() {
    return ids.size();
  }

  /// Begins anew; the reader must be told with the next packet.
  void clear() {
    ids.clear();
    lists.clear();
  }

  /// Moves what was added since the last call into a packet.
  void drainTo(ProtoWriter packet, int field) {
    if (added.size() > 0) {
      packet.message(field, added);
      added.clear();
    }
  }

  private long frame(Frame frame) {
    long function = text(FUNCTIONS, frame.function());
    long path = frame.file().map(file -> text(PATHS, file)).orElse(0L);
    Place place = new Place(function, path, frame.line().orElse(0));
    Long known = ids.get(place);
    if (known != null) {
      return known;
    }
    long id = begin(place);
    entry.varint(FRAME_FUNCTION, function);
    if (path != 0) {
      entry.varint(FRAME_PATH, path);
    }
    if (place.line() > 0) {
      entry.varint(FRAME_LINE, place.line());
    }
    added.message(FRAMES, entry);
    return id;
  }

  private long text(int table, String raw) {
    Text text = new Text(table, Display.safe(raw));
    Long known = ids.get(text);
    if (known != null) {
      return known;
    }
    long id = begin(text);
    added.message(table, entry.text(ENTRY_TEXT, text.text()));
    return id;
  }

  private long begin(Object key) {
    long id = ++lastId;
    ids.put(key, id);
    entry.clear();
    entry.varint(ENTRY_ID, id);
    return id;
  }
}
