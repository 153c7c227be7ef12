package initscope.formats.pprof;

import static initscope.formats.wire.ProtoSchema.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import initscope.formats.AnyProfiles;
import initscope.formats.wire.ProtoSchema;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.testing.GoToolchains;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PprofWriterTest {
  /// The fields of pprof's profile.proto that are written; a field more fails the test.
  private static final ProtoSchema SCHEMA =
      new ProtoSchema(
          """
          message Profile
          repeated ValueType sample_type 1
          repeated Sample sample 2
          repeated Location location 4
          repeated Function function 5
          repeated string string_table 6
          int64 default_sample_type 14
          message ValueType
          int64 type 1
          int64 unit 2
          message Sample
          repeated uint64 location_id 1
          repeated int64 value 2
          repeated Label label 3
          message Label
          int64 key 1
          int64 num 3
          message Location
          uint64 id 1
          uint64 address 3
          repeated Line line 4
          message Line
          uint64 function_id 1
          int64 line 2
          message Function
          uint64 id 1
          int64 name 2
          int64 filename 4
          """);

  private static final Profile DIALS =
      new Profile(
          "goroutines",
          "goroutines",
          List.of(
              new Profile.Sample(
                  List.of(
                      Frame.of("main.main", "/src/main.go", 7),
                      new Frame(
                          "net.(*Dialer).Dial",
                          Optional.of("/go/net/dial.go"),
                          OptionalInt.of(12),
                          0x438b8d,
                          true),
                      Frame.of("[force gc (idle)]")),
                  3,
                  Selection.NONE.withGoroutine(1, OptionalLong.of(400))),
              new Profile.Sample(
                  List.of(Frame.of("sort.Slice[go.shape.int]")), 4, Selection.NONE)));

  private static final Profile WAITS =
      new Profile(
          "wait",
          "nanoseconds",
          List.of(
              new Profile.Sample(
                  DIALS.samples().getFirst().stack(),
                  1_500_000_000,
                  DIALS.samples().getFirst().selects())));

  /// A stack with what is kept of it, root first.
  private record Place(List<String> frames, Map<String, Long> labels) {}

  @Test
  void theSameProfileGivesTheSameBytes() {
    byte[] bytes = PprofWriter.write(List.of(DIALS));

    assertThat(bytes).isEqualTo(PprofWriter.write(List.of(DIALS)));
    assertThat(Arrays.copyOf(bytes, 10))
        .as("a gzip header without a time")
        .containsExactly(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
  }

  @Test
  void noProfileIsAnEmptyFile() {
    assertThat(samples(unzip(PprofWriter.write(List.of())))).isEmpty();
  }

  @Property(tries = 300)
  @Domain(AnyProfiles.class)
  void protobufReadsEveryStackAndSum(@ForAll Profile one, @ForAll Profile other) {
    DynamicMessage file = unzip(PprofWriter.write(List.of(one, other)));

    Map<Place, List<Long>> want = new HashMap<>();
    for (int type = 0; type < 2; type++) {
      for (Profile.Sample sample : (type == 0 ? one : other).samples()) {
        List<Long> sum = want.computeIfAbsent(place(sample), p -> new ArrayList<>(List.of(0L, 0L)));
        sum.set(type, sum.get(type) + sample.weight());
      }
    }
    assertThat(samples(file)).isEqualTo(want);
    List<String> strings = get(file, "string_table");
    assertThat(strings).startsWith("").doesNotHaveDuplicates();
    assertThat(strings.get(Math.toIntExact(get(file, "default_sample_type"))))
        .isEqualTo(one.name());
  }

  /// {@code go tool pprof} of every toolchain here: sums of both types, whole names, and what was inlined into what.
  @Test
  void goReadsIt(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("p.pb.gz"), PprofWriter.write(List.of(DIALS, WAITS)));
    for (Path go : GoToolchains.any()) {
      String raw = GoToolchains.run(go, folder, "tool", "pprof", "-raw", "p.pb.gz");
      assertThat(raw)
          .as(go.toString())
          .contains("goroutines/count[dflt] wait/nanoseconds")
          .containsPattern("(?m)^ +3 +1500000000: 1 2 $")
          .containsPattern("(?m)^ +4 +0: 3 $")
          .contains("goroutine:[1]")
          .contains("thread:[400]")
          .contains("net.(*Dialer).Dial /go/net/dial.go:12")
          .contains("main.main /src/main.go:7");
      assertThat(GoToolchains.run(go, folder, "tool", "pprof", "-top", "p.pb.gz"))
          .as(go.toString())
          .contains("Showing nodes accounting for 7, 100% of 7 total")
          .contains("[force gc (idle)]")
          .contains("sort.Slice[go.shape.int]")
          .contains("net.(*Dialer).Dial (inline)");
      assertThat(
              GoToolchains.run(
                  go, folder, "tool", "pprof", "-top", "-sample_index=wait", "p.pb.gz"))
          .as(go.toString())
          .contains("accounting for 1.50s, 100% of 1.50s total");
    }
  }

  private static Place place(Profile.Sample sample) {
    List<String> frames = new ArrayList<>();
    long address = 0;
    for (Frame frame : sample.stack()) {
      boolean own = frames.isEmpty() || !frame.inlined();
      address = own ? frame.pc() : address;
      String file = frame.file().map(AnyProfiles::shown).orElse("");
      frames.add(
          text(AnyProfiles.shown(frame.function()), file, frame.line().orElse(0), own, address));
    }
    Map<String, Long> labels = new HashMap<>();
    sample.selects().goroutine().ifPresent(id -> labels.put("goroutine", id));
    sample.selects().tid().ifPresent(id -> labels.put("thread", id));
    return new Place(frames, labels);
  }

  private static String text(String name, String file, long line, boolean own, long address) {
    return name + "|" + file + "|" + line + (own ? " at " : " inlined at ") + address;
  }

  private static Map<Place, List<Long>> samples(DynamicMessage file) {
    List<String> strings = get(file, "string_table");
    Map<Long, DynamicMessage> locations = byId(get(file, "location"));
    Map<Long, DynamicMessage> functions = byId(get(file, "function"));
    Map<Place, List<Long>> samples = new HashMap<>();
    for (DynamicMessage sample : ProtoSchema.<List<DynamicMessage>>get(file, "sample")) {
      List<String> leafFirst = new ArrayList<>();
      for (long id : ProtoSchema.<List<Long>>get(sample, "location_id")) {
        DynamicMessage location = locations.get(id);
        List<DynamicMessage> lines = get(location, "line");
        for (int i = 0; i < lines.size(); i++) {
          DynamicMessage line = lines.get(i);
          DynamicMessage function = functions.get(ProtoSchema.<Long>get(line, "function_id"));
          leafFirst.add(
              text(
                  string(strings, function, "name"),
                  string(strings, function, "filename"),
                  get(line, "line"),
                  i == lines.size() - 1,
                  get(location, "address")));
        }
      }
      Collections.reverse(leafFirst);
      Map<String, Long> labels = new HashMap<>();
      for (DynamicMessage label : ProtoSchema.<List<DynamicMessage>>get(sample, "label")) {
        labels.put(string(strings, label, "key"), get(label, "num"));
      }
      Place place = new Place(leafFirst, labels);
      assertThat(samples.put(place, get(sample, "value"))).as(place.toString()).isNull();
    }
    return samples;
  }

  private static String string(List<String> strings, DynamicMessage message, String field) {
    return strings.get(Math.toIntExact(get(message, field)));
  }

  private static Map<Long, DynamicMessage> byId(List<DynamicMessage> messages) {
    Map<Long, DynamicMessage> all = new HashMap<>();
    messages.forEach(m -> assertThat(all.put(get(m, "id"), m)).isNull());
    return all;
  }

  private static DynamicMessage unzip(byte[] file) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(file))) {
      return SCHEMA.read("Profile", in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
