package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.formats.perf.PerfScriptDecoder;
import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.perf.PerfData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stripped programs against their unstripped twins: what pclntab calls an address must be what perf calls it with the twin's symbols.
class PerfNamesTest {
  private static final String UNKNOWN = "[unknown]";

  @TempDir Path folder;

  private static Incident read(String text, Bytes program) {
    return IncidentReader.read(
        List.of(
            new NamedInput("/elsewhere/perf.txt", Bytes.of(text)),
            new NamedInput("/elsewhere/busy", program)));
  }

  private static List<String> warnings(Incident incident) {
    return incident.inputs().stream()
        .flatMap(input -> input.warnings().stream())
        .map(problem -> problem.id() + " " + problem.quote())
        .toList();
  }

  /// The functions of a stack as the machine has them, innermost first.
  private static List<Frame> physical(PerfData data, int row) {
    return data.stacks().stack(data.samples().stack(row)).reversed().stream()
        .filter(frame -> !frame.inlined())
        .toList();
  }

  private static boolean isBusy(Frame frame) {
    return frame.module().filter(module -> module.endsWith("/busy")).isPresent();
  }

  /// Symbols of the program away, as perf prints a stripped one.
  private static String stripped(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      int address = line.startsWith("\t") ? line.indexOf(' ', line.lastIndexOf('\t') + 17) : -1;
      int module = line.lastIndexOf(" (");
      boolean ours = address > 0 && module > address && line.endsWith("/busy)");
      out.append(ours ? line.substring(0, address + 1) + UNKNOWN + line.substring(module) : line);
      out.append('\n');
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "false, -buildmode=exe",
    "false, -buildmode=pie",
    "true, -buildmode=exe",
    "true, -buildmode=pie"
  })
  void namesWhatTheTwinHasSymbolsFor(boolean cgo, String mode) throws Exception {
    BusyProgram.assumeTools();
    for (Path go : BusyProgram.toolchains()) {
      Path at = Files.createDirectories(folder.resolve("t" + go.hashCode()));
      Path twin = at.resolve("busy");
      BusyProgram.build(go, twin, cgo, mode);
      String text = BusyProgram.record(twin);
      Path bare = at.resolve("bare");
      BusyProgram.strip(twin, bare);
      PerfData told = new PerfScriptDecoder().decode(Bytes.of(text)).value();
      Incident incident = read(stripped(text), BusyProgram.bytes(bare));
      assertThat(warnings(incident))
          .as(go.toString())
          .allMatch(warning -> warning.startsWith("perf.tails.dropped"));
      compare(go + " " + mode + " cgo " + cgo, told, incident.perf().getFirst());
    }
  }

  private static void compare(String what, PerfData told, PerfData named) {
    Map<String, Integer> wrong = new TreeMap<>();
    TreeSet<String> right = new TreeSet<>();
    int unnamed = 0;
    assertThat(named.samples().size()).isEqualTo(told.samples().size());
    for (int row = 0; row < told.samples().size(); row++) {
      List<Frame> symbols = physical(told, row);
      List<Frame> names = physical(named, row);
      assertThat(named.samples().weight(row)).isEqualTo(told.samples().weight(row));
      for (int i = 0; i < names.size(); i++) {
        String symbol = symbols.get(i).function().replaceAll("\\.abi(0|internal)$", "");
        String name = names.get(i).function();
        if (name.equals(UNKNOWN) && symbol.equals("runtime.g0")) {
          continue; // no code: what lay in the register of frames
        }
        boolean isC = symbol.equals("crunch") || symbol.equals("cmp") || symbol.endsWith("@plt");
        if (!isBusy(names.get(i))) {
          assertThat(name).isEqualTo(symbols.get(i).function());
        } else if (name.equals(UNKNOWN)) {
          unnamed += isC || symbol.startsWith("_cgo") || symbol.startsWith("x_cgo") ? 0 : 1;
          wrong.merge(isC ? "C" : symbol + " is not named", 1, Integer::sum);
        } else if (name.equals(symbol)) {
          right.add(name);
        } else {
          wrong.merge(symbol + " is called " + name, 1, Integer::sum);
        }
      }
    }
    System.err.println(what + ": " + right.size() + " functions, " + unnamed + " other: " + wrong);
    assertThat(right).contains("main.init.0", "runtime.main", "main.main.func1");
    assertThat(wrong.keySet()).noneMatch(one -> one.contains(" is called "));
  }

  @Test
  void readsWhatPerfPrintsOfAStrippedProgram() throws Exception {
    BusyProgram.assumeTools();
    Path program = folder.resolve("busy");
    BusyProgram.build(
        BusyProgram.toolchains().getFirst(), program, false, "-buildmode=pie", "-ldflags=-s -w");
    Incident incident = read(BusyProgram.record(program), BusyProgram.bytes(program));
    List<Frame> frames = incident.perf().getFirst().stacks().frames();
    assertThat(frames)
        .extracting(Frame::function)
        .contains("main.init.0", "main.spin", "main.mix", "runtime.main", "runtime.goexit");
    assertThat(frames)
        .filteredOn(frame -> frame.function().equals("main.mix"))
        .allMatch(frame -> frame.inlined() && frame.file().orElse("").endsWith("main.go"));
  }

  @Test
  void readsAddressesInMemoryWhereTheRecordingSaysWhereTheProgramLay() throws Exception {
    BusyProgram.assumeTools();
    Path program = folder.resolve("busy");
    BusyProgram.build(
        BusyProgram.toolchains().getFirst(), program, false, "-buildmode=pie", "-ldflags=-s -w");
    String text = BusyProgram.record(program, "--show-mmap-events");
    int at = text.indexOf("[0x", text.indexOf("PERF_RECORD_MMAP2"));
    for (int to = text.indexOf('\n', at);
        !text.substring(at, to).endsWith("/busy");
        to = text.indexOf('\n', at)) {
      at = text.indexOf("[0x", to);
    }
    long start = Long.parseLong(text.substring(at + 3, text.indexOf('(', at)), 16);
    StringBuilder old = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      String[] words = line.strip().split(" ", 3);
      boolean ours = line.startsWith("\t") && line.endsWith("/busy)");
      old.append(
          ours
              ? "\t"
                  + Long.toHexString(Long.parseLong(words[0], 16) + start)
                  + " "
                  + words[1]
                  + " "
                  + words[2]
              : line);
      old.append('\n');
    }
    assertThat(functions(read(old.toString(), BusyProgram.bytes(program))))
        .contains("main.init.0", "main.spin", "runtime.main");
    String without = old.toString().replaceAll("(?m)^.*PERF_RECORD_MMAP.*\\R", "");
    Incident incident = read(without, BusyProgram.bytes(program));
    assertThat(functions(incident)).doesNotContain("main.init.0", "runtime.main");
    assertThat(warnings(incident)).anyMatch(warning -> warning.startsWith("perf.names.unsure"));
  }

  private static List<String> functions(Incident incident) {
    return incident.perf().getFirst().stacks().frames().stream().map(Frame::function).toList();
  }

  @Test
  void anotherBuildOfTheSameNameNamesNothing() throws Exception {
    BusyProgram.assumeTools();
    Path go = BusyProgram.toolchains().getFirst();
    Path program = folder.resolve("busy");
    BusyProgram.build(go, program, false, "-ldflags=-s -w");
    Path other = folder.resolve("other");
    BusyProgram.build(go, other, false, "-ldflags=-s -w", "-gcflags=all=-N -l");
    Incident incident = read(BusyProgram.record(program), BusyProgram.bytes(other));
    assertThat(functions(incident)).doesNotContain("main.init.0", "runtime.main");
    assertThat(warnings(incident)).anyMatch(warning -> warning.startsWith("perf.names.unsure"));
  }

  /// As crt1.o of glibc 2.17 has it: {@code _start} without a size, so that perf calls all Go code up to the next symbol by its name.
  @Test
  void theNearestSymbolGivesWayToTheFunction() throws Exception {
    BusyProgram.assumeTools();
    Path program = folder.resolve("busy");
    BusyProgram.build(BusyProgram.toolchains().getFirst(), program, true, "-ldflags=-s -w");
    byte[] bytes = Files.readAllBytes(program);
    withoutSizes(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    Files.write(program, bytes);
    String text = BusyProgram.record(program);
    assertThat(text).contains(" _start+0x").doesNotContain(" [unknown] (" + program + ")");
    List<String> functions = functions(read(text, Bytes.of(bytes)));
    assertThat(functions).contains("main.init.0", "runtime.main", "runtime.goexit");
    assertThat(functions).doesNotContain("_cgo_topofstack");
    assertThat(functions).anyMatch(function -> function.endsWith("_Cfunc_crunch"));
  }

  private static void withoutSizes(ByteBuffer elf) {
    int sections = (int) elf.getLong(40);
    for (int i = 0; i < elf.getShort(60); i++) {
      int header = sections + 64 * i;
      int from = (int) elf.getLong(header + 24);
      long size = elf.getInt(header + 4) == 11 ? elf.getLong(header + 32) : 0;
      for (int symbol = from; symbol < from + size; symbol += 24) {
        elf.putLong(symbol + 16, 0);
      }
    }
  }
}
