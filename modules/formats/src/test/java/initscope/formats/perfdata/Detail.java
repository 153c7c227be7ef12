package initscope.formats.perfdata;

import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.host.Mapping;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.SchedEvents;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;

/// All of a recording as text.
final class Detail {
  private Detail() {}

  static String of(Decoded<PerfData> decoded) {
    PerfData data = decoded.value();
    StringBuilder out = new StringBuilder();
    new TreeMap<>(data.header()).forEach((name, value) -> line(out, "# %s : %s", name, value));
    for (Mapping map : data.maps()) {
      line(
          out,
          "map %x %x %s %x %s",
          map.start(),
          map.end(),
          map.permissions(),
          map.fileOffset(),
          map.path());
    }
    samples(out, data);
    SchedEvents sched = data.sched();
    for (int row = 0; row < sched.size(); row++) {
      line(
          out,
          "sched %d %s %d %d %s %d %s",
          sched.sample(row),
          sched.kind(row),
          sched.tid(row),
          sched.other(row),
          sched.state(row) == 0 ? "-" : String.valueOf(sched.state(row)),
          sched.valueNanos(row),
          sched.word(row));
    }
    line(out, "lost %d, described %s", data.lost(), new TreeSet<>(data.described()));
    for (Problem problem : decoded.problems()) {
      line(out, "%s %s @%d %s", problem.id(), problem.effect(), problem.offset(), problem.quote());
    }
    return out.toString();
  }

  private static void samples(StringBuilder out, PerfData data) {
    PerfSamples samples = data.samples();
    for (int row = 0; row < samples.size(); row++) {
      line(
          out,
          "%s [%d] %d: %d %s @%d",
          data.threads().get(samples.thread(row)),
          samples.cpu(row),
          samples.timeNanos(row),
          samples.weight(row),
          data.events().get(samples.event(row)),
          samples.offset(row));
      for (Frame frame : data.stacks().stack(samples.stack(row)).reversed()) {
        line(out, "  %x %s (%s)", frame.pc(), frame.function(), frame.module().orElse(""));
      }
    }
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
