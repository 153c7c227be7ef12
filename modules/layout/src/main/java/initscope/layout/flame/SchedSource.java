package initscope.layout.flame;

import initscope.layout.Words;
import initscope.layout.sched.OffCpuProfiles;
import initscope.model.Progress;
import initscope.model.perf.PerfData;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the threads of a recording waited for, as events of the scheduler tell it: the width of a thread is the time it was there. Working it
/// out is done once for all ways of looking.
final class SchedSource implements FlameSource {
  private final PerfData data;
  private final OptionalLong pid;
  private final String id;
  private final String name;
  private final Words words;
  private final AtomicReference<@Nullable List<Profile>> shared;

  private SchedSource(
      PerfData data,
      int recording,
      OptionalLong pid,
      String name,
      Words words,
      AtomicReference<@Nullable List<Profile>> shared) {
    this.data = data;
    this.pid = pid;
    this.name = name;
    this.words = words;
    this.shared = shared;
    id = "perf." + (recording == 0 ? "" : recording + ".") + name;
  }

  /// Both sources of a recording; none where it has no events of the scheduler.
  ///
  /// @param pid the process, where it is known
  static List<FlameSource> of(PerfData data, int recording, OptionalLong pid, Words words) {
    List<FlameSource> sources = new ArrayList<>();
    if (data.sched().size() > 0) {
      AtomicReference<@Nullable List<Profile>> shared = new AtomicReference<>();
      for (String name : List.of(OffCpuProfiles.OFF_CPU, OffCpuProfiles.WITH_WAKERS)) {
        sources.add(new SchedSource(data, recording, pid, name, words, shared));
      }
    }
    return sources;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return words.say("flame.source." + name);
  }

  @Override
  public String unit() {
    return "nanoseconds";
  }

  @Override
  public List<FlameGrouping> groupings() {
    return List.of(FlameGrouping.THREAD, FlameGrouping.GOROUTINE, FlameGrouping.PHASE);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) {
    List<Profile> known = shared.get();
    List<Profile> both = known == null ? OffCpuProfiles.of(data, pid) : known;
    shared.set(both);
    Profile found =
        both.stream().filter(p -> p.name().equals(name)).findFirst().orElse(Profile.EMPTY);
    return switch (by) {
      case PHASE -> FlameGroups.by(found, s -> FlameGroups.phase(s.stack(), words));
      case GOROUTINE -> FlameGroups.by(found, s -> SampledGoroutines.of(s.stack(), words));
      default -> found;
    };
  }
}
