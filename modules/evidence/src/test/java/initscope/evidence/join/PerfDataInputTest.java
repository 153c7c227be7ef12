package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.perf.PerfData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A recording that perf itself wrote, among the inputs.
class PerfDataInputTest {
  private static final Path FOLDER =
      Path.of("../formats/src/test/resources/initscope/formats/perfdata");

  private static Incident read(String name, long bytes) throws IOException {
    Path file = FOLDER.resolve(name);
    assumeThat(file).exists();
    Bytes all = Bytes.of(Files.readAllBytes(file)).first(bytes);
    return IncidentReader.read(List.of(new NamedInput("/elsewhere/perf.data", all)));
  }

  @Test
  void isARecordingOfTheIncident() throws IOException {
    Incident incident = read("stacks.perf-data", Long.MAX_VALUE);

    assertThat(incident.perf()).hasSize(1);
    PerfData data = incident.perf().getFirst();
    assertThat(data.samples().size()).isEqualTo(40);
    assertThat(data.header()).containsEntry("hostname", "build7");
    InputFile input = incident.inputs().getFirst();
    assertThat(input.format()).isEqualTo("perf-data");
    assertThat(input.warnings()).isEmpty();
  }

  @Test
  void ofACutOneTheStartIsRead() throws IOException {
    Incident incident = read("stacks.perf-data", 3000);

    assertThat(incident.perf().getFirst().samples().size()).isBetween(5, 39);
    assertThat(incident.inputs().getFirst().warnings())
        .anyMatch(problem -> problem.id().equals("perfdata.cut"));
  }

  @Test
  void whatNeedsPerfNamesTheCommand() throws IOException {
    Incident incident = read("dwarf.perf-data", Long.MAX_VALUE);

    assertThat(incident.inputs().getFirst().warnings())
        .anyMatch(
            problem ->
                problem.id().equals("perfdata.stacks.dwarf")
                    && problem.quote().contains("perf script -F comm,"));
  }
}
