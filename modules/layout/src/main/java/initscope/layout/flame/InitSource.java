package initscope.layout.flame;

import initscope.layout.Words;
import initscope.layout.inits.InitProfiles;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Package inits as stacks: how long each took, or what it allocated.
final class InitSource implements FlameSource {
  /// What the ids of all of them begin with.
  static final String PREFIX = "init.";

  private final Incident incident;
  private final Measure measure;
  private final Words words;

  InitSource(Incident incident, Measure measure, Words words) {
    this.incident = incident;
    this.measure = measure;
    this.words = words;
  }

  /// Comparisons where several starts were opened, then one source for each measure that is known.
  static List<FlameSource> of(Incident incident, Words words) {
    List<FlameSource> sources = new ArrayList<>(InitDiffs.of(incident, words));
    for (Measure measure : Measure.values()) {
      if (InitProfiles.has(incident, measure)) {
        sources.add(new InitSource(incident, measure, words));
      }
    }
    return sources;
  }

  @Override
  public String id() {
    return PREFIX + measure.word();
  }

  @Override
  public String title() {
    return words.say("flame.source.init." + measure.word());
  }

  @Override
  public String unit() {
    return measure.unit();
  }

  @Override
  public List<FlameGrouping> groupings() {
    return InitGroupings.ALL;
  }

  @Override
  public Optional<String> note(FlameGrouping by) {
    return InitGroupings.note(by, incident, words);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) {
    return InitProfiles.of(incident, measure, InitGroupings.places(by, incident, words));
  }
}
