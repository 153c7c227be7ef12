package initscope.layout.flame;

import initscope.diagnosis.diff.DiffCapture;
import initscope.diagnosis.diff.Normalised;
import initscope.diagnosis.diff.ProfileDiff;
import initscope.formats.perf.PerfFolding;
import initscope.formats.perf.PerfProfile;
import initscope.layout.Words;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Recordings that can be compared: those of perf, else profiles that came as files. The first half stands before, the second after.
public final class DiffSides {
  private final Incident incident;
  private final List<String> names;

  private DiffSides(Incident incident, List<String> names) {
    this.incident = incident;
    this.names = List.copyOf(names);
  }

  /// Those of an incident; empty where there are not two, or an odd number. Nothing is compared yet.
  public static Optional<DiffSides> of(Incident incident) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < incident.perf().size(); i++) {
      names.add(file(incident, "perf." + i));
    }
    if (names.isEmpty()) {
      names.addAll(byFile(incident).keySet());
    }
    boolean even = names.size() >= 2 && names.size() % 2 == 0;
    return even ? Optional.of(new DiffSides(incident, names)) : Optional.empty();
  }

  private List<DiffCapture> captures() {
    return incident.perf().isEmpty()
        ? byFile(incident).values().stream().map(DiffSides::capture).toList()
        : incident.perf().stream().map(DiffSides::capture).toList();
  }

  /// The first profile of each file.
  private static Map<String, Profile> byFile(Incident incident) {
    Map<String, Profile> first = new LinkedHashMap<>();
    for (int i = 0; i < incident.profiles().size(); i++) {
      first.putIfAbsent(file(incident, "profile." + i), incident.profiles().get(i));
    }
    return first;
  }

  private static String file(Incident incident, String key) {
    String entry = incident.source(key).map(EvidenceRef::entry).orElse(key);
    return entry.substring(entry.lastIndexOf('/') + 1);
  }

  private static DiffCapture capture(PerfData data) {
    PerfSamples samples = data.samples();
    String main = data.mainEvent().orElse("");
    Profile folded = PerfProfile.folded(data, PerfFolding.MARKED.of(main));
    int event = data.events().indexOf(main);
    long count = 0;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (int row = 0; row < samples.size(); row++) {
      count += samples.event(row) == event ? 1 : 0;
      if (samples.timeNanos(row) != PerfSamples.NO_TIME) {
        first = Math.min(first, samples.timeNanos(row));
        last = Math.max(last, samples.timeNanos(row));
      }
    }
    OptionalLong nanos = last > first ? OptionalLong.of(last - first) : OptionalLong.empty();
    return new DiffCapture(folded, count, nanos);
  }

  /// A file of counted stacks was made of as many samples as it counts; of another measure it is not known, so few are assumed.
  private static DiffCapture capture(Profile profile) {
    boolean counted = profile.unit().equals("samples") || profile.unit().equals("count");
    long samples = counted ? profile.total() : profile.samples().size();
    return new DiffCapture(profile, samples, OptionalLong.empty());
  }

  /// Compares. May take long.
  ///
  /// @throws IllegalArgumentException where values per second are asked for and a duration is not known
  public ProfileDiff compare(Normalised how) {
    List<DiffCapture> captures = captures();
    int half = captures.size() / 2;
    return ProfileDiff.of(captures.subList(0, half), captures.subList(half, captures.size()), how);
  }

  /// Whether values per second can be told: all are recordings with times.
  public boolean isTimed() {
    return !incident.perf().isEmpty() && incident.perf().stream().allMatch(DiffSides::isTimed);
  }

  private static boolean isTimed(PerfData data) {
    PerfSamples samples = data.samples();
    int last = samples.size() - 1;
    return last > 0
        && samples.timeNanos(0) != PerfSamples.NO_TIME
        && samples.timeNanos(last) > samples.timeNanos(0);
  }

  /// Name of the side before.
  public String before() {
    return side(0);
  }

  /// Name of the side after.
  public String after() {
    return side(names.size() / 2);
  }

  private String side(int from) {
    int more = names.size() / 2 - 1;
    return names.get(from) + (more == 0 ? "" : " +" + more);
  }

  /// What the comparison is called.
  public String title(Normalised how, Words words) {
    return DiffSource.title(how, before(), after(), words);
  }

  /// The comparison as stacks.
  public DiffSource source(Normalised how, Words words) {
    return new DiffSource(how, () -> compare(how), before(), after(), words);
  }
}
