package initscope.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.Parallel;
import initscope.model.Bytes;
import initscope.model.InputFile;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoTraceFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceInputsTest {
  /// Notes how many pieces of work run at once, and that none of them has pieces of its own.
  private static final class Noting implements Parallel {
    private final List<Integer> pieces = new ArrayList<>();
    private boolean busy;

    @Override
    public <T> List<T> all(List<Work<T>> work) throws CancelledException {
      assertThat(busy).as("a piece hands out work").isFalse();
      pieces.add(work.size());
      busy = true;
      List<T> results = Parallel.NONE.all(work);
      busy = false;
      return results;
    }
  }

  /// A trace of which only the header can be read.
  private static NamedInput trace(String name, int minor, int megabytes) {
    byte[] bytes = new byte[Math.max(100, megabytes << 20)];
    byte[] header = ("go 1." + minor + " trace\0\0\0").getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(header, 0, bytes, 0, header.length);
    return new NamedInput(name, Bytes.of(bytes));
  }

  private static final NamedInput TEXT =
      new NamedInput("os-release", Bytes.of("ID=centos\nVERSION_ID=7\n"));

  @Test
  void smallTracesAreReadSideBySideAndLargeOnesAlone() throws CancelledException {
    NamedInput large = trace("large", 19, 33);
    NamedInput middle = trace("middle", 19, 30);
    NamedInput small = trace("small", 19, 0);
    List<NamedInput> inputs =
        List.of(small, TEXT, small, large, small, large, middle, small, middle, middle, small);
    Noting parallel = new Noting();

    IncidentReader.open(
        inputs, new TraceReading(Progress.NONE, parallel, false, TraceIndexes.NONE));

    assertThat(parallel.pieces).containsExactly(2, 3, 2);
  }

  @Test
  void whatEachGaveStandsAtItsPlace() throws CancelledException {
    List<NamedInput> inputs =
        List.of(trace("a", 19, 0), TEXT, trace("b", 21, 0), trace("c", 11, 0), trace("d", 26, 0));

    IncidentReader.Opened opened =
        IncidentReader.open(
            inputs, new TraceReading(Progress.NONE, new Noting(), true, TraceIndexes.NONE));

    assertThat(opened.incident().inputs())
        .extracting(InputFile::path)
        .containsExactly("a", "os-release", "b", "c", "d");
    assertThat(opened.incident().goTraces())
        .extracting(GoTraceFacts::input)
        .containsExactly(0, 2, 3, 4);
    assertThat(opened.incident().goTraces())
        .extracting(GoTraceFacts::goVersion)
        .containsExactly("go1.19", "go1.21", "go1.11", "go1.26");
    assertThat(opened.traces()).extracting(OpenTrace::name).containsExactly("a", "b", "c", "d");
    assertThat(opened.traces())
        .extracting(t -> t.trace().version())
        .containsExactly(19, 21, 11, 26);
  }

  @Test
  void progressCountsTheTraces() throws CancelledException {
    List<String> told = new ArrayList<>();
    Progress progress = (done, total, what) -> told.add(done + "/" + total + " " + what);

    IncidentReader.open(
        List.of(trace("a", 19, 0), TEXT, trace("b", 19, 0), trace("c", 19, 33)),
        new TraceReading(progress, Parallel.NONE, false, TraceIndexes.NONE));

    assertThat(told)
        .contains("0/3 adding up the trace a", "1/3 adding up the trace b")
        .anyMatch(text -> text.endsWith(" adding up the trace"));
  }
}
