package initscope.verbs;

import initscope.diagnosis.diff.Normalised;
import initscope.formats.firefox.FirefoxProfileWriter;
import initscope.formats.folded.DiffFolded;
import initscope.formats.folded.FoldedWriter;
import initscope.formats.perf.PerfFolding;
import initscope.formats.perf.PerfProfile;
import initscope.formats.pprof.PprofWriter;
import initscope.formats.speedscope.SpeedscopeWriter;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.flame.DiffSides;
import initscope.layout.flame.DiffSvg;
import initscope.layout.flame.FlameSvg;
import initscope.layout.flame.Profiles;
import initscope.layout.sched.OffCpuProfiles;
import initscope.model.EvidenceRef;
import initscope.model.Failure;
import initscope.model.Incident;
import initscope.model.perf.PerfData;
import initscope.model.profile.Profile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stacks of an incident, written as profiles.
final class ProfileExport {
  /// Stacks as a picture.
  static final String FLAME = "svg-flame";

  /// Formats of stacks.
  static final List<String> FORMATS = List.of("folded", "speedscope", "pprof", "firefox", FLAME);

  /// Two profiles side by side.
  static final String DIFFERENCE = "folded-diff";

  /// Two profiles, or several of each side, as a picture.
  static final String CHANGES = "svg-diff";

  static final int SVG_WIDTH_PX = 1200;

  private ProfileExport() {}

  /// What an incident has stacks of: goroutines, else threads, else the profiles that were given. Never empty.
  static List<Profile> stacks(Incident incident) {
    Profile goroutines = Profiles.goroutines(incident);
    if (!goroutines.samples().isEmpty()) {
      return List.of(goroutines);
    }
    Profile threads = Profiles.threads(incident);
    return threads.samples().isEmpty() && !incident.profiles().isEmpty()
        ? incident.profiles()
        : List.of(threads);
  }

  /// Whether there are none.
  static boolean isEmpty(Incident incident) {
    return stacks(incident).stream().allMatch(p -> p.samples().isEmpty());
  }

  /// A whole file. Formats that hold one profile get the first.
  ///
  /// @param profiles at least one
  /// @param to one of {@link #FORMATS}
  static byte[] write(List<Profile> profiles, String title, Export.Request wanted) {
    String exporter = "initscope " + wanted.toolVersion();
    return switch (wanted.to()) {
      case "pprof" -> PprofWriter.write(profiles);
      case "speedscope" -> utf8(SpeedscopeWriter.write(profiles, title, exporter));
      case "firefox" -> utf8(FirefoxProfileWriter.write(profiles, title, exporter));
      case "folded" -> utf8(FoldedWriter.write(profiles.getFirst()));
      default ->
          utf8(
              FlameSvg.write(
                  profiles.getFirst(),
                  wanted.look(),
                  title,
                  Theme.LIGHT,
                  Words.of(wanted.locale()),
                  SVG_WIDTH_PX));
    };
  }

  /// The first input against the second.
  ///
  /// @throws Failure.Usage where there are not two with profiles
  static byte[] difference(Incident incident, Export.Request wanted) throws Failure {
    List<Profile> both = byInput(incident);
    if (both.isEmpty()) {
      PerfFolding folding = wanted.perf().orElse(PerfFolding.PLAIN);
      for (PerfData recording : incident.perf()) {
        both.add(PerfProfile.folded(recording, folding));
      }
    }
    if (both.size() != 2) {
      throw new Failure.Usage(
          "Cannot export",
          DIFFERENCE,
          "it is made of two files with profiles of one kind, before and after, and %d are among the inputs."
              .formatted(both.size()));
    }
    return utf8(DiffFolded.write(both.getFirst(), both.getLast(), wanted.difference()));
  }

  /// The first half of the inputs against the second, as shares of each.
  ///
  /// @throws Failure.Usage where there are not two or more, and as many on each side
  static byte[] changes(Incident incident, Export.Request wanted) throws Failure {
    DiffSides sides =
        DiffSides.of(incident)
            .orElseThrow(
                () ->
                    new Failure.Usage(
                        "Cannot export",
                        CHANGES,
                        "it compares recordings, or starts with inittrace: name those before, then"
                            + " as many after."));
    if (wanted.compared() == Normalised.DURATION && !sides.isTimed()) {
      throw new Failure.Usage(
          "Cannot compare per second:",
          CHANGES,
          "not all inputs are recordings that tell their times; leave --per-second out.");
    }
    Words words = Words.of(wanted.locale());
    return utf8(
        DiffSvg.write(
            sides.compare(wanted.compared()),
            sides.title(wanted.compared(), words),
            Optional.empty(),
            wanted.look().rootAtBottom(),
            Theme.LIGHT,
            words,
            SVG_WIDTH_PX));
  }

  /// Waits and CPU time of a process as events of the scheduler tell them; empty where no recording has any.
  static List<Profile> waits(Incident incident) {
    return OffCpuProfiles.of(incident);
  }

  /// The first profile of each input.
  private static List<Profile> byInput(Incident incident) {
    Map<String, Profile> first = new LinkedHashMap<>();
    for (int i = 0; i < incident.profiles().size(); i++) {
      String key = "profile." + i;
      String input = incident.source(key).map(EvidenceRef::entry).orElse(key);
      first.putIfAbsent(input, incident.profiles().get(i));
    }
    return new ArrayList<>(first.values());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
