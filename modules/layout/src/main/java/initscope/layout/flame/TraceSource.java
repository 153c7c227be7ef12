package initscope.layout.flame;

import initscope.gotrace.GoTrace;
import initscope.gotrace.profile.TraceProfile;
import initscope.gotrace.profile.TraceProfileKind;
import initscope.gotrace.profile.TraceProfiles;
import initscope.layout.Words;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One kind of what an execution trace adds up to by stack. Adding up is done once.
final class TraceSource implements FlameSource {
  private final GoTrace trace;
  private final TraceProfileKind kind;
  private final Words words;
  private final AtomicReference<Optional<TraceProfile>> made =
      new AtomicReference<>(Optional.empty());

  TraceSource(GoTrace trace, TraceProfileKind kind, Words words) {
    this.trace = trace;
    this.kind = kind;
    this.words = words;
  }

  @Override
  public String id() {
    return "trace." + kind.word();
  }

  @Override
  public String title() {
    return words.say("flame.source.trace." + kind.word());
  }

  @Override
  public String unit() {
    return "nanoseconds";
  }

  @Override
  public List<FlameGrouping> groupings() {
    return List.of(FlameGrouping.NONE, FlameGrouping.PHASE);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) throws CancelledException {
    Optional<TraceProfile> known = made.get();
    TraceProfile added = known.isPresent() ? known.get() : TraceProfiles.of(trace, kind, progress);
    made.set(Optional.of(added));
    Profile all = added.weights();
    return by == FlameGrouping.PHASE
        ? FlameGroups.by(all, s -> FlameGroups.phase(s.stack(), words))
        : all;
  }
}
