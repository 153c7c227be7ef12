package initscope.formats;

import initscope.model.Decoded;
import initscope.model.boot.BootChart;
import initscope.model.boot.BootDump;
import initscope.model.boot.BootPlot;
import initscope.model.go.GoroutineDump;
import initscope.model.go.InitTrace;
import initscope.model.host.SyscallTrace;
import initscope.model.perf.PerfData;
import initscope.model.profile.ProfileFile;
import initscope.model.start.StartWatch;
import initscope.model.start.UnitFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What a decoder saw, as plain maps, lists, strings, numbers and truth values, ready to be printed as JSON lines. Every item
/// begins with `type`, the noun's name; absent values are left out; addresses are `0x` and hexadecimal digits.
public final class Items {
  private static final Set<String> ADDRESSES =
      Set.of(
          "start",
          "end",
          "pc",
          "stackPointer",
          "programCounter",
          "fileOffset",
          "arguments",
          "sp",
          "lr");

  private Items() {}

  /// One map per item: per element where the value is a list, none where it is absent. A goroutine dump gives one item for
  /// itself and one for each goroutine and counted stack; an init trace one for itself and one for each package.
  public static List<Map<String, Object>> of(Decoded<?> decoded) {
    List<Map<String, Object>> items = new ArrayList<>();
    add(items, decoded.value());
    return items;
  }

  private static void add(List<Map<String, Object>> items, Object value) {
    switch (value) {
      case List<?> list -> list.forEach(element -> add(items, element));
      case Optional<?> optional -> optional.ifPresent(inside -> add(items, inside));
      case GoroutineDump dump -> {
        Map<String, Object> itself = typed(dump);
        itself.remove("goroutines");
        itself.remove("groups");
        itself.put("goroutineCount", (long) dump.goroutines().size());
        items.add(itself);
        dump.goroutines().forEach(g -> items.add(typed(g)));
        dump.groups().forEach(g -> items.add(typed(g)));
      }
      case BootDump dump -> items.addAll(BootItems.of(dump, Items::typed));
      case BootPlot plot -> items.addAll(BootItems.of(plot, Items::typed));
      case BootChart chart -> items.addAll(BootItems.of(chart, Items::typed));
      case PerfData data -> items.addAll(PerfItems.of(data));
      case SyscallTrace trace -> items.addAll(TraceItems.of(trace));
      case ProfileFile file -> items.addAll(ProfileItems.of(file));
      case UnitFile file -> {
        Map<String, Object> itself = typed(file);
        itself.remove("lines");
        itself.put("lineCount", (long) file.lines().size());
        items.add(itself);
        file.lines().forEach(l -> items.add(typed(l)));
      }
      case InitTrace trace -> {
        Map<String, Object> itself = typed(trace);
        itself.remove("inits");
        itself.put("initCount", (long) trace.inits().size());
        items.add(itself);
        trace.inits().forEach(init -> items.add(typed(init)));
      }
      case StartWatch watch -> {
        watch.looks().forEach(look -> items.add(typed(look)));
        watch.units().forEach(unit -> items.add(typed(unit)));
      }
      case Record item -> items.add(typed(item));
      default -> items.add(new LinkedHashMap<>(Map.of("value", plain("", value))));
    }
  }

  private static Map<String, Object> typed(Record item) {
    String name = item.getClass().getSimpleName();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("type", name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
    map.putAll(components(item));
    return map;
  }

  private static Map<String, Object> components(Record item) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (RecordComponent component : item.getClass().getRecordComponents()) {
      Object value = read(component, item);
      if (!isAbsent(value) && !isUntold(component.getName(), value)) {
        map.put(component.getName(), plain(component.getName(), value));
      }
    }
    return map;
  }

  private static Object read(RecordComponent component, Record item) {
    try {
      return component.getAccessor().invoke(item);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("a record of the model must be readable", e);
    }
  }

  private static boolean isAbsent(Object value) {
    return value.equals(Optional.empty())
        || value.equals(OptionalInt.empty())
        || value.equals(OptionalLong.empty());
  }

  /// A program counter of 0 and an entry without a name are the model's ways to say "not told".
  private static boolean isUntold(String name, Object value) {
    return (name.equals("pc") && value.equals(0L)) || (name.equals("entry") && value.equals(""));
  }

  private static Object plain(String name, Object value) {
    return switch (value) {
      case Optional<?> o -> plain(name, o.orElseThrow());
      case OptionalInt o -> (long) o.getAsInt();
      case OptionalLong o -> plain(name, o.getAsLong());
      case Long number ->
          ADDRESSES.contains(name) ? "0x" + Long.toHexString(number) : (Object) number;
      case Integer number -> number.longValue();
      case Character c -> c.toString();
      case Enum<?> e -> e.name().toLowerCase(Locale.ROOT);
      case List<?> list -> list.stream().map(element -> plain(name, element)).toList();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inside) -> copy.put(key.toString(), plain("", inside)));
        yield copy;
      }
      case Record record -> components(record);
      case Boolean truth -> truth;
      case Double number -> number;
      default -> value.toString();
    };
  }
}
