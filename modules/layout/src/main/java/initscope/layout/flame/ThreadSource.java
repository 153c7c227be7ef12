package initscope.layout.flame;

import initscope.layout.Words;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.profile.Profile;
import initscope.model.profile.Profile.Sample;
import java.util.List;

/// The stacks of all threads, user and kernel side in one; each weighs one.
final class ThreadSource implements FlameSource {
  private final Incident incident;
  private final Words words;

  ThreadSource(Incident incident, Words words) {
    this.incident = incident;
    this.words = words;
  }

  @Override
  public String id() {
    return "threads";
  }

  @Override
  public String title() {
    return words.say("flame.source.threads");
  }

  @Override
  public String unit() {
    return "threads";
  }

  @Override
  public List<FlameGrouping> groupings() {
    return List.of(
        FlameGrouping.NAME, FlameGrouping.THREAD, FlameGrouping.STATE, FlameGrouping.NONE);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) {
    Profile named = Profiles.threads(incident);
    Profile bare =
        new Profile(
            named.name(), named.unit(), named.samples().stream().map(ThreadSource::bare).toList());
    return switch (by) {
      case NONE -> bare;
      case THREAD -> FlameGroups.by(bare, s -> thread(s));
      case STATE -> FlameGroups.by(bare, ThreadSource::state);
      default -> named;
    };
  }

  /// Without the frame of the thread's name.
  private static Sample bare(Sample sample) {
    List<initscope.model.Frame> stack = sample.stack();
    return new Sample(stack.subList(1, stack.size()), sample.weight(), sample.selects());
  }

  private String thread(Sample sample) {
    return words.say("flame.group.thread", Long.toString(sample.selects().tid().orElse(-1)));
  }

  private static String state(Sample sample) {
    String last = sample.stack().getLast().function();
    return last.substring(1, last.length() - 1);
  }
}
