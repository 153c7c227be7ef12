package initscope.layout.flame;

import initscope.layout.Words;
import initscope.model.Progress;
import initscope.model.profile.Profile;
import java.util.List;

/// Stacks that came as a file: folded, pprof, strace.
final class FileSource implements FlameSource {
  private final Profile profile;
  private final int place;
  private final Words words;

  /// @param place among the incident's
  FileSource(Profile profile, int place, Words words) {
    this.profile = profile;
    this.place = place;
    this.words = words;
  }

  @Override
  public String id() {
    return "file." + place;
  }

  @Override
  public String title() {
    return words.say("flame.source.file", profile.name());
  }

  @Override
  public String unit() {
    return profile.unit();
  }

  @Override
  public List<FlameGrouping> groupings() {
    return List.of(FlameGrouping.NONE, FlameGrouping.PHASE);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) {
    return by == FlameGrouping.PHASE
        ? FlameGroups.by(profile, s -> FlameGroups.phase(s.stack(), words))
        : profile;
  }
}
