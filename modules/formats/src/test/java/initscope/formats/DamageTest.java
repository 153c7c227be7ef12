package initscope.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import initscope.formats.perfdata.PerfDataDecoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Problem;
import initscope.model.boot.BootChart;
import initscope.model.boot.BootDump;
import initscope.model.boot.BootPlot;
import initscope.model.go.GoroutineDump;
import initscope.model.go.InitTrace;
import initscope.model.host.OsRelease;
import initscope.model.host.ProcStatus;
import initscope.model.host.SyscallTrace;
import initscope.model.host.UnitProperties;
import initscope.model.perf.PerfData;
import initscope.model.profile.ProfileFile;
import initscope.model.start.StartWatch;
import initscope.model.testing.Damage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DamageTest {
  private static final int LARGE_BYTES = 64 << 20;
  private static final int HOSTILE_BYTES = 1 << 19;

  static List<Path> inputs() {
    return Fixtures.all();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void aCutFileDecodesToItsStart(Path input) {
    Decoder<?> decoder = Fixtures.decoder(input);
    assumeFalse(
        decoder instanceof PerfDataDecoder, "not in the order of the file; it has its own test");
    Bytes whole = Fixtures.bytes(input).first(40_000);
    List<Object> all = atoms(decoder.decode(whole).value());
    Damage.cuts(
        whole,
        150,
        cut -> {
          Decoded<?> seen = decoder.decode(cut);
          List<Object> part = atoms(seen.value());
          // the last item may be half; none before it may change
          int sure = Math.max(0, part.size() - 1);
          assertThat(part.subList(0, sure)).isEqualTo(all.subList(0, Math.min(sure, all.size())));
          inOrder(seen, cut);
        });
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void flippedBytesNeverThrow(Path input) {
    Decoder<?> decoder = Fixtures.decoder(input);
    Bytes whole = Fixtures.bytes(input).first(20_000);
    Damage.flips(whole, 120, 7, damaged -> inOrder(decoder.decode(damaged), damaged));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void eachDecoderBearsEveryOtherFormat(Path input) {
    Bytes bytes = Fixtures.bytes(input);
    for (Decoder<?> decoder : Formats.all()) {
      inOrder(decoder.decode(bytes), bytes);
      decoder.recognises(bytes.first(1 << 16));
    }
  }

  @Test
  void emptyInputIsNoException() {
    for (Decoder<?> decoder : Formats.all()) {
      assertThat(atoms(decoder.decode(Bytes.EMPTY).value())).isEmpty();
      assertThat(decoder.recognises(Bytes.EMPTY)).isFalse();
    }
  }

  /// The class path's heap is 1 GiB: a decoder that kept what it cannot read would not pass.
  @Test
  void garbageIsNotKept() {
    byte[] random = new byte[LARGE_BYTES];
    new Random(11).nextBytes(random);
    byte[] lineless = new byte[LARGE_BYTES];
    Arrays.fill(lineless, (byte) 'A');
    for (Decoder<?> decoder : Formats.all()) {
      for (byte[] garbage : List.of(random, lineless)) {
        Decoded<?> seen = decoder.decode(Bytes.of(garbage));
        assertThat(Dump.of(seen).length()).as(decoder.format().name()).isLessThan(2_000_000);
        assertThat(seen.problems().size()).isBetween(1, Problem.MAX_PROBLEMS + 1);
      }
    }
  }

  /// Pieces that make a careless scanner go over the same bytes again and again.
  @Test
  void piecesRepeatedWithoutEndTakeLinearTime() {
    List<String> pieces =
        List.of(
            "goroutine ",
            "goroutine 1 [",
            "goroutine 1 [running]:\n",
            "]:",
            "#0 f (\n",
            "#1  0x1 in f (a=\"",
            " (",
            " x\n",
            "init ",
            "init a @0 ms, 0 ms clock, 0 bytes, 0 all\n",
            " allocs",
            "A=\n",
            "A\n",
            "A\n\u0001\0\0\0\0\0\0\0",
            "\n",
            "(((((",
            "a()\n",
            "/a.go:1\n",
            "\\040",
            "[<0>] a+0x1/0x2\n",
            "1: ",
            "-> ",
            "0:0:",
            "0x0 ",
            "<",
            "<!--",
            "<rect class=\"active\" x=\"1\"",
            "<text class=\"left\">",
            "<title>",
            "{",
            "{\"A\":",
            "{\"A\":\"",
            "{\"A\":[[1",
            "{\n",
            "\u001b[",
            "\u001b]8;;",
            "\b",
            "-> Unit a.service:\n",
            "\tAfter: a.service (origin-file)\n",
            "1ms a.service\n",
            "  \u2514\u2500a.service @1s +1ms\n",
            "Startup finished in 1s (kernel) + ",
            "[    0.000001] a\n",
            " loaded active running\n");
    for (String piece : pieces) {
      everyDecoderBears("", piece);
    }
    // what goes on without end behind a good beginning
    everyDecoderBears("[    1.000001] h n: m\n", " x\n");
    everyDecoderBears("Id=a\n", "x\n");
    everyDecoderBears("__CURSOR=a\n", "N=1\n");
    everyDecoderBears("goroutine 1 [running]:\n", "a()\n\t/a.go:1\n");
    everyDecoderBears("goroutine 1 [running]:\n", "created by a\n");
    everyDecoderBears("x goroutine 1 [running]:\n", "x\n");
    everyDecoderBears("#0  f (a=", " b\n");
    everyDecoderBears("init a @0 ms, 0\n", "init b allocs\n");
    everyDecoderBears("goroutine 1 [running]:\\n", "\\n\\u00");
    everyDecoderBears("-> Unit a.service:\n", "\tAfter: b.service\n");
    everyDecoderBears("<svg >", "<rect class=\"active\" x=\"1\" y=\"1\" width=\"1\"/>");
    everyDecoderBears("<svg ><rect class=\"active\" x=\"1\" y=\"1\" width=\"1\"/>", "<text>");
    everyDecoderBears("[    0.000001] a\n", " more\n");
    everyDecoderBears("154\ncpu  1 0 1 1 0 0 0\n", "cpu  1 0 1 1 0 0 0\n");
    everyDecoderBears("{\"A\":\"", "\\");
    everyDecoderBears("{\"A\":\"", "x{\"A\":\"b\"}\n");
    everyDecoderBears("{", "\"A\":null,");
  }

  private static void everyDecoderBears(String start, String piece) {
    byte[] first = start.getBytes(StandardCharsets.UTF_8);
    byte[] unit = piece.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(first, HOSTILE_BYTES);
    for (int i = first.length; i < whole.length; i++) {
      whole[i] = unit[(i - first.length) % unit.length];
    }
    Bytes in = Bytes.of(whole);
    for (Decoder<?> decoder : Formats.all()) {
      inOrder(decoder.decode(in), in);
      decoder.recognises(in.first(1 << 16));
    }
  }

  private static void inOrder(Decoded<?> seen, Bytes in) {
    long before = 0;
    for (Problem problem : seen.problems()) {
      assertThat(problem.offset()).as(problem.id()).isBetween(before, in.size());
      before = problem.offset();
    }
  }

  /// The smallest parts of a value that a cut must leave as they are.
  private static List<Object> atoms(Object value) {
    List<Object> atoms = new ArrayList<>();
    switch (value) {
      case List<?> list -> list.forEach(element -> atoms.addAll(atoms(element)));
      case GoroutineDump dump -> {
        atoms.addAll(dump.goroutines());
        atoms.addAll(dump.groups());
      }
      case InitTrace trace -> atoms.addAll(trace.inits());
      case BootDump dump -> atoms.addAll(dump.boot().units());
      // where the boot ended may be told behind the first bars
      case BootPlot plot -> plot.bars().forEach(b -> atoms.add(b.name() + b.activatingNanos()));
      // of a process later samples tell more
      case BootChart chart -> atoms.addAll(chart.cpu().isEmpty() ? chart.disk() : chart.cpu());
      case PerfData data -> atoms.addAll(PerfItems.of(data));
      // how a call ends may be told much later than how it begins
      case SyscallTrace trace -> {
        for (int row = 0; row < trace.size(); row++) {
          atoms.add(trace.startNanos(row) + " " + trace.name(row));
        }
      }
      // of two counts a line, a cut takes the second's profile further
      case ProfileFile file ->
          atoms.addAll(ProfileItems.of(ProfileFile.of(file.profiles().stream().limit(1).toList())));
      case StartWatch watch -> atoms.addAll(watch.looks());
      case ProcStatus status -> atoms.addAll(status.fields().entrySet());
      case OsRelease release -> atoms.addAll(release.fields().entrySet());
      case UnitProperties unit -> atoms.addAll(unit.properties().entrySet());
      case java.util.Optional<?> optional -> optional.ifPresent(atoms::add);
      default -> atoms.add(value);
    }
    return atoms;
  }
}
