package initscope.workbench;

import initscope.evidence.Capture;
import initscope.evidence.OpenTrace;
import initscope.model.RawEntry;
import initscope.verbs.Analysis;
import initscope.views.Entries;
import initscope.views.Opened;
import initscope.views.TraceKeeper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the verbs give, as the views take it.
final class Opening {
  private Opening() {}

  /// An analysis for the desk, whose trace's marks nobody keeps.
  static Opened of(String name, Analysis analysis) {
    return of(name, analysis, TraceKeeper.NONE);
  }

  /// An analysis for the desk.
  static Opened of(String name, Analysis analysis, TraceKeeper keeper) {
    return new Opened(
        name,
        analysis.incident(),
        analysis.diagnosis(),
        entries(analysis.entries()),
        analysis.traces().stream().findFirst().map(OpenTrace::trace),
        keeper);
  }

  private static Entries entries(initscope.verbs.Entries from) {
    return new Entries() {
      @Override
      public List<String> names() {
        return from.names();
      }

      @Override
      public Optional<RawEntry> entry(String name) {
        for (Capture capture : from.captures()) {
          Optional<RawEntry> entry = capture.entry(name);
          if (entry.isPresent()) {
            return entry.map(e -> e.withBytes(initscope.verbs.Entries.readable(e.bytes())));
          }
        }
        return from.open(name)
            .map(
                bytes ->
                    new RawEntry(
                        name,
                        "",
                        List.of(),
                        OptionalInt.empty(),
                        0,
                        0,
                        false,
                        RawEntry.Sensitivity.NAMES,
                        initscope.verbs.Entries.readable(bytes)));
      }
    };
  }
}
