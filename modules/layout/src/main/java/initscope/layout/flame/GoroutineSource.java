package initscope.layout.flame;

import initscope.layout.Words;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The stacks of all goroutines; each weighs one.
final class GoroutineSource implements FlameSource {
  private final Incident incident;
  private final Words words;

  GoroutineSource(Incident incident, Words words) {
    this.incident = incident;
    this.words = words;
  }

  @Override
  public String id() {
    return "goroutines";
  }

  @Override
  public String title() {
    return words.say("flame.source.goroutines");
  }

  @Override
  public String unit() {
    return "goroutines";
  }

  @Override
  public List<FlameGrouping> groupings() {
    return List.of(
        FlameGrouping.NONE,
        FlameGrouping.STATE,
        FlameGrouping.PHASE,
        FlameGrouping.GOROUTINE,
        FlameGrouping.THREAD);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) {
    Profile all = Profiles.goroutines(incident);
    return switch (by) {
      case GOROUTINE -> FlameGroups.by(all, s -> "goroutine " + id(s.selects()));
      case THREAD -> FlameGroups.by(all, s -> thread(s.selects()));
      case PHASE -> FlameGroups.by(all, s -> FlameGroups.phase(s.stack(), words));
      case STATE -> states(all);
      default -> all;
    };
  }

  private static String id(Selection selects) {
    return selects.goroutine().isPresent() ? "" + selects.goroutine().getAsLong() : "?";
  }

  private String thread(Selection selects) {
    return selects.tid().isPresent()
        ? words.say("flame.group.thread", Long.toString(selects.tid().getAsLong()))
        : words.say("flame.group.noThread");
  }

  private Profile states(Profile all) {
    Map<String, String> statuses = new HashMap<>();
    for (Goroutine one : incident.goroutines()) {
      statuses.put(Long.toString(one.id()), one.status());
    }
    return FlameGroups.by(all, s -> statuses.getOrDefault(id(s.selects()), "?"));
  }
}
