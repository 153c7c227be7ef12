package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.CaptureReader;
import initscope.evidence.IncidentReader;
import initscope.layout.Span;
import initscope.layout.Timeline;
import initscope.layout.Timelines;
import initscope.layout.Track;
import initscope.layout.Words;
import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.start.ColdStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The timeline of a start as it was recorded on a host: a service that sleeps for 8 s in C in one package's init.
class StartPictureTest {
  private static final String PACKAGE = "shop.example/scand/internal/antivirus";

  private static Incident recorded() throws Exception {
    Path file =
        Path.of(System.getProperty("initscope.root", "../.."))
            .resolve("modules/evidence/src/test/resources/start/scand.isz");
    Bytes bytes = Bytes.of(Files.readAllBytes(file));
    return IncidentReader.read("scand.isz", bytes.size(), CaptureReader.open(bytes));
  }

  @Test
  void allSourcesStandOnTheStartsOwnAxis() throws Exception {
    Incident incident = recorded();
    ColdStart start = incident.start().cold().orElseThrow();
    Timeline timeline = Timelines.of(incident, Words.of(Locale.ENGLISH));
    assertThat(timeline.originNanos()).isEqualTo(start.startNanos());
    List<Track> inits = timeline.tracks().stream().filter(t -> t.label().equals(PACKAGE)).toList();
    assertThat(inits).extracting(Track::group).contains(Track.Group.START);
    Span phase = inits.getFirst().lane().spans().getFirst();
    Span timed =
        timeline.tracks().stream()
            .filter(t -> t.group() == Track.Group.INIT)
            .flatMap(t -> t.lane().spans().stream())
            .filter(s -> s.label().equals(PACKAGE))
            .findFirst()
            .orElseThrow();
    assertThat(timed.startNanos()).as("by inittrace").isEqualTo(phase.startNanos());
    assertThat(timeline.sentence()).contains("Longest: package init of " + PACKAGE);
  }

  @Test
  void everyMarkIsDrawnWithinItsBound() throws Exception {
    Incident incident = recorded();
    ColdStart start = incident.start().cold().orElseThrow();
    Timeline timeline = Timelines.of(incident, Words.of(Locale.SIMPLIFIED_CHINESE));
    List<Span> moments =
        timeline.tracks().stream()
            .filter(t -> t.group() == Track.Group.START && t.label().startsWith("时刻"))
            .flatMap(t -> t.lane().spans().stream())
            .toList();
    assertThat(moments).hasSameSizeAs(start.marks());
    start
        .marks()
        .forEach(
            m ->
                assertThat(moments)
                    .anyMatch(
                        s ->
                            s.startNanos() == m.atNanos() - m.boundNanos()
                                && s.endNanos() == m.atNanos() + m.boundNanos()));
  }
}
