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
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One kind of what an execution trace adds up to by stack. Adding up is done once.
final class TraceSource implements FlameSource {
  private static final String SAMPLES = "samples";

  private final GoTrace trace;
  private final TraceProfileKind kind;
  private final Words words;
  private final AtomicReference<@Nullable TraceProfile> made = new AtomicReference<>();

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
    return isSampled() ? SAMPLES : "nanoseconds";
  }

  @Override
  public List<FlameGrouping> groupings() {
    return List.of(FlameGrouping.NONE, FlameGrouping.PHASE);
  }

  @Override
  public Profile profile(FlameGrouping by, Progress progress) throws CancelledException {
    TraceProfile known = made.get();
    TraceProfile added = known == null ? TraceProfiles.of(trace, kind, progress) : known;
    made.set(added);
    Profile weights = added.weights();
    Profile all = added.timed() ? weights : new Profile(weights.name(), SAMPLES, weights.samples());
    return by == FlameGrouping.PHASE
        ? FlameGroups.by(all, s -> FlameGroups.phase(s.stack(), words))
        : all;
  }

  /// Whether the CPU's time is known by samples, which are only counted.
  private boolean isSampled() {
    return kind == TraceProfileKind.CPU
        && trace.generations().stream().anyMatch(g -> g.marks().sampleCount() > 0);
  }
}
