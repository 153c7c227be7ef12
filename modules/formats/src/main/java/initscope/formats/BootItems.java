package initscope.formats;

import initscope.model.boot.BootChart;
import initscope.model.boot.BootDump;
import initscope.model.boot.BootPlot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What tells of a whole boot as items: one for itself with numbers of what it holds, then one for each of those.
final class BootItems {
  private BootItems() {}

  static List<Map<String, Object>> of(BootDump dump, Function<Record, Map<String, Object>> typed) {
    Map<String, Object> itself = typed.apply(dump);
    itself.remove("boot");
    itself.put("managerVersion", dump.boot().managerVersion());
    itself.put("times", typed.apply(dump.boot().times()));
    return with(itself, "unit", dump.boot().units(), unit -> unitItem(typed.apply(unit)));
  }

  /// A unit's own type must not hide what kind of item it is.
  private static Map<String, Object> unitItem(Map<String, Object> unit) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "bootUnit");
    unit.forEach((name, value) -> item.put(name.equals("type") ? "unitType" : name, value));
    return item;
  }

  static List<Map<String, Object>> of(BootPlot plot, Function<Record, Map<String, Object>> typed) {
    Map<String, Object> itself = typed.apply(plot);
    itself.remove("bars");
    return with(itself, "bar", plot.bars(), typed);
  }

  static List<Map<String, Object>> of(
      BootChart chart, Function<Record, Map<String, Object>> typed) {
    Map<String, Object> itself = typed.apply(chart);
    itself.remove("cpu");
    itself.remove("disk");
    itself.remove("processes");
    itself.put("cpuSampleCount", (long) chart.cpu().size());
    itself.put("diskSampleCount", (long) chart.disk().size());
    List<Map<String, Object>> items = with(itself, "process", chart.processes(), typed);
    chart.cpu().forEach(sample -> items.add(typed.apply(sample)));
    chart.disk().forEach(sample -> items.add(typed.apply(sample)));
    return items;
  }

  private static List<Map<String, Object>> with(
      Map<String, Object> itself,
      String what,
      List<? extends Record> parts,
      Function<Record, Map<String, Object>> typed) {
    itself.put(what + "Count", (long) parts.size());
    List<Map<String, Object>> items = new ArrayList<>();
    items.add(itself);
    parts.forEach(part -> items.add(typed.apply(part)));
    return items;
  }
}
