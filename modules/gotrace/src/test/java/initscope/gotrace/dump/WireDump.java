package initscope.gotrace.dump;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.EventLocator;
import initscope.gotrace.RawTrace;
import initscope.gotrace.v2.EventType;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// The events of a trace in generations as they stand in the file: ours printed as Go prints its own, line by line the same.
final class WireDump {
  private static final int LOCATED = 200;

  private final Bytes bytes;
  private final Deque<String> ours = new ArrayDeque<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, List<String>> arguments = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final List<Placed> timed = new ArrayList<>();
  private long batchTicks;
  private long offset = -1;

  /// A timed event.
  private record Placed(long offset, String name, long ticks) {}

  private static final Placed NOWHERE = new Placed(-1, "", -1);

  WireDump(Bytes bytes) {
    this.bytes = bytes;
    for (EventType.Numbered event : EventType.all()) {
      numbers.put(event.spec().name(), event.number());
      arguments.put(event.spec().name(), event.spec().arguments());
    }
    try {
      new RawTrace(bytes).walk(this::print, Progress.NONE);
    } catch (CancelledException e) {
      throw new AssertionError(e);
    }
  }

  private void print(Map<String, Object> event) {
    String name = (String) get(event, "type");
    long at = (long) get(event, "offset");
    assertThat(at).as(name).isGreaterThan(offset);
    assertThat(bytes.at(at)).as(name + " at " + at).isEqualTo(numbers.get(name));
    offset = at;
    counts.merge(name, 1L, Long::sum);
    StringBuilder line = new StringBuilder(name);
    for (String argument : arguments.getOrDefault(name, List.of())) {
      Object value = event.get(argument.equals("type") ? "object_type" : argument);
      line.append(' ').append(argument).append('=');
      line.append(value instanceof Long number ? Long.toUnsignedString(number) : value);
    }
    ours.add(line.toString());
    time(name, event);
    if (event.get("frames") instanceof List<?> frames) {
      for (Object frame : frames) {
        StringBuilder text = new StringBuilder("\t");
        ((Map<?, ?>) frame).forEach((k, v) -> text.append(k).append('=').append(v).append(' '));
        ours.add(text.toString().stripTrailing());
      }
    }
    if (event.get("text") instanceof String text && !text.isEmpty()) {
      ours.add("\tdata=" + GoText.quote(text));
    }
  }

  /// What an event has.
  static Object get(Map<String, Object> event, String name) {
    return Objects.requireNonNull(event.get(name), name);
  }

  private void time(String name, Map<String, Object> event) {
    if (name.equals("EventBatch")) {
      batchTicks = (long) get(event, "time");
    } else if (event.get("dt") instanceof Long passed) {
      batchTicks += passed;
      timed.add(new Placed(offset, name, batchTicks));
    }
  }

  /// Takes the next line of Go's.
  void accept(String line) {
    if (line.startsWith("\tdata=") && !ours.isEmpty() && !ours.peek().startsWith("\t")) {
      return; // an experiment's own data, which we pass over
    }
    String next = ours.isEmpty() ? "the end" : ours.poll();
    boolean sample = line.startsWith("CPUSample ");
    assertThat(sample ? values(next) : next).isEqualTo(sample ? values(line) : line);
  }

  /// A line without names: Go 1.22 mixes up those of a sample.
  private static String values(String line) {
    return line.replaceAll("[a-z]+=", "");
  }

  /// All of Go's lines were taken.
  void finish() {
    assertThat(ours).isEmpty();
  }

  /// Events by name.
  Map<String, Long> counts() {
    return counts;
  }

  /// Looks for some of the events by their time: finds one of that time and that name.
  void locate() {
    Map<Long, Placed> placed = new HashMap<>();
    timed.forEach(p -> placed.put(p.offset(), p));
    EventLocator locator = new EventLocator(bytes);
    for (int i = 0; i < timed.size(); i += Math.max(1, timed.size() / LOCATED)) {
      Placed event = timed.get(i);
      // that of the clock is no thread's, and nothing refers to it
      if (event.name().equals("ClockSnapshot")) {
        continue;
      }
      OptionalLong found = locator.find(event.ticks(), Set.of(event.name()));
      assertThat(found).as(event.toString()).isPresent();
      Placed there = placed.getOrDefault(found.getAsLong(), NOWHERE);
      assertThat(there.ticks()).as(event.toString()).isEqualTo(event.ticks());
      assertThat(there.name()).isEqualTo(event.name());
    }
  }
}
