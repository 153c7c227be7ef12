package initscope.formats.perfetto;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import initscope.formats.AnyProfiles;
import initscope.formats.wire.ProtoWriter;
import initscope.model.Frame;
import initscope.model.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.junit.jupiter.api.Test;

final class PerfettoWriterTest {
  private static final List<Frame> DIAL =
      List.of(
          Frame.of("main.main", "/src/main.go", 7),
          Frame.of("net.(*Dialer).Dial", "/go/net/dial.go", 12),
          Frame.of("[IO wait]"));

  @Test
  void aTraceOfEveryKindOfPacket() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PerfettoWriter writer = new PerfettoWriter(out, 900);
    writer.process(1, 400, "pricingd");
    writer.thread(2, 1, 400, 401, "pricingd");
    writer.track(3, 1, "goroutine 1");
    writer.track(4, 1, "goroutine 1");
    writer.counterTrack(5, 1, "heap", CounterUnit.BYTES);
    writer.begin(3, 1000, TraceEvent.of("dial", "net").withFlow(-1).withStack(DIAL));
    writer.begin(3, 1500, TraceEvent.of("dial", "").withStack(DIAL));
    writer.counter(5, 1600, -7);
    writer.instant(4, 1700, TraceEvent.of("wakes\nit", "net").withFlow(8).withEndingFlow(-1));
    writer.end(3, 2000);
    writer.end(3, 2500);

    assertThat(new TraceReading(out.toByteArray()).lines())
        .containsExactly(
            "clock 3 = 900, the trace's is 3",
            "track 1 in 0: pricingd, process 400 pricingd",
            "track 2 in 1: pricingd, thread 400/401 pricingd",
            "track 3 in 1: goroutine 1, alone",
            "track 4 in 1: goroutine 1, alone",
            "track 5 in 1: heap, counter of 3",
            "1000 begin on 3: dial (net) flows [-1] at main.main /src/main.go:7 >"
                + " net.(*Dialer).Dial /go/net/dial.go:12 > [IO wait]:0",
            "1500 begin on 3: dial at main.main /src/main.go:7 >"
                + " net.(*Dialer).Dial /go/net/dial.go:12 > [IO wait]:0",
            "1600 counter on 5 = -7",
            "1700 instant on 4: wakes\u240ait (net) flows [8] ends [-1]",
            "2000 end on 3",
            "2500 end on 3");
  }

  /// Events of all kinds on several tracks; few enough entries are kept for the writer to begin anew again and again.
  @Property(tries = 200)
  @Domain(AnyProfiles.class)
  @Domain(DomainContext.Global.class)
  void everyEventIsReadBack(
      @ForAll Profile profile, @ForAll long seed, @ForAll @IntRange(max = 40) int mostInterned)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PerfettoWriter writer = new PerfettoWriter(out, 5, mostInterned);
    List<String> told = new ArrayList<>(List.of("clock 3 = 5, the trace's is 3"));
    for (long uuid = 1; uuid <= 3; uuid++) {
      writer.track(uuid, uuid - 1, "汉;\"" + uuid);
      told.add("track %d in %d: 汉;\"%d, alone".formatted(uuid, uuid - 1, uuid));
    }
    writer.counterTrack(9, 3, "", CounterUnit.COUNT);
    told.add("track 9 in 3: , counter of 2");
    Random random = new Random(seed);
    for (Profile.Sample sample : profile.samples()) {
      tell(writer, sample, random, told);
    }

    assertThat(new TraceReading(out.toByteArray()).lines()).isEqualTo(told);
  }

  private static void tell(
      PerfettoWriter writer, Profile.Sample sample, Random random, List<String> told)
      throws IOException {
    long uuid = random.nextLong(1, 4);
    long nanos = random.nextLong(Long.MAX_VALUE);
    long flow = random.nextLong();
    String name = sample.stack().isEmpty() ? "" : sample.stack().getFirst().function();
    TraceEvent event = TraceEvent.of(name, name).withStack(sample.stack()).withFlow(flow);
    String shown = AnyProfiles.shown(name);
    String words = ": " + shown + (name.isEmpty() ? "" : " (" + shown + ")");
    String flowing = words + " flows [" + flow + "]";
    String at = stack(sample.stack());
    switch (random.nextInt(4)) {
      case 0 -> {
        writer.begin(uuid, nanos, event);
        told.add(nanos + " begin on " + uuid + flowing + at);
      }
      case 1 -> {
        writer.end(uuid, nanos);
        told.add(nanos + " end on " + uuid);
      }
      case 2 -> {
        writer.instant(uuid, nanos, event.withEndingFlow(1));
        told.add(nanos + " instant on " + uuid + flowing + " ends [1]" + at);
      }
      default -> {
        writer.counter(9, nanos, sample.weight());
        told.add(nanos + " counter on 9 = " + sample.weight());
      }
    }
  }

  private static String stack(List<Frame> stack) {
    if (stack.isEmpty()) {
      return "";
    }
    List<String> frames = new ArrayList<>();
    for (Frame frame : stack) {
      String file = frame.file().map(f -> " " + AnyProfiles.shown(f)).orElse("");
      frames.add(AnyProfiles.shown(frame.function()) + file + ":" + frame.line().orElse(0));
    }
    return " at " + String.join(" > ", frames);
  }

  @Test
  void aWriterThatForgetsTellsAgain() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PerfettoWriter writer = new PerfettoWriter(out, 0, 6);
    writer.track(1, 0, "goroutine 1");
    for (int i = 0; i < 100; i++) {
      writer.instant(1, i, TraceEvent.of("name " + i % 5, "net").withStack(DIAL));
    }

    TraceReading reading = new TraceReading(out.toByteArray());
    assertThat(reading.lines()).hasSize(102);
    assertThat(reading.clears()).isBetween(10, 100);
  }

  @Test
  void whatWasWrittenStaysReadable() throws IOException {
    List<byte[]> chunks = new ArrayList<>();
    OutputStream sink =
        new OutputStream() {
          @Override
          public void write(int one) {
            throw new AssertionError("a chunk is a packet");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            chunks.add(Arrays.copyOfRange(bytes, from, from + length));
          }
        };
    PerfettoWriter writer = new PerfettoWriter(sink, 0);
    writer.track(3, 0, "goroutine 1");
    writer.begin(3, 1, TraceEvent.of("dial", "net").withStack(DIAL));
    writer.end(3, 2);

    assertThat(chunks).hasSize(4);
    ByteArrayOutputStream some = new ByteArrayOutputStream();
    for (int i = 0; i < chunks.size(); i++) {
      some.write(chunks.get(i));
      assertThat(new TraceReading(some.toByteArray()).lines()).hasSize(i + 1);
    }
  }

  /// protobuf's library reads repeated numbers packed or not; the trace processor reads those of its proto2 files only unpacked.
  @Test
  void numbersOfFramesAreNotPacked() throws IOException {
    Interned interned = new Interned();
    interned.stack(DIAL);
    ProtoWriter packet = new ProtoWriter();
    interned.drainTo(packet, 12);

    UnknownFieldSet data =
        UnknownFieldSet.parseFrom(
            UnknownFieldSet.parseFrom(packet.toBytes())
                .getField(12)
                .getLengthDelimitedList()
                .getFirst());
    UnknownFieldSet stack =
        UnknownFieldSet.parseFrom(data.getField(7).getLengthDelimitedList().getFirst());
    assertThat(stack.getField(2).getVarintList()).hasSize(DIAL.size());
    assertThat(stack.getField(2).getLengthDelimitedList()).isEmpty();
  }
}
