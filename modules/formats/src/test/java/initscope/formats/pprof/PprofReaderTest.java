package initscope.formats.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.AnyProfiles;
import initscope.formats.Formats;
import initscope.formats.wire.ProtoWriter;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.profile.ProfileFile;
import initscope.model.testing.Corpus;
import initscope.model.testing.Damage;
import initscope.model.testing.GoToolchains;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PprofReaderTest {
  private static final String NOTES = "go-dumps/go-profiler-notes-cpu/pprof.samples.cpu.001.";

  /// What `go tool pprof -raw` printed of the file stands beside it.
  @Test
  void aProfileOfGoIsReadAsGoReadsIt() {
    Bytes packed = Corpus.bytes(NOTES + "pb.gz");
    String said = Corpus.bytes(NOTES + "pprof.txt").utf8();
    assertThat(Formats.recognise(packed).orElseThrow()).isInstanceOf(PprofReader.class);
    Decoded<ProfileFile> seen = decode(packed);
    ProfileFile file = seen.value();

    assertThat(seen.problems()).isEmpty();
    assertThat(file.period()).contains(new ProfileFile.Period("cpu", "nanoseconds", 10_000_000));
    assertThat(file.timeNanos()).hasValue(1_610_122_232_116_825_000L);
    assertThat(file.durationNanos()).hasValue(3_135_113_726L);
    assertThat(file.profiles()).extracting(Profile::name).containsExactly("cpu", "samples");
    assertThat(file.profiles()).extracting(Profile::unit).containsExactly("nanoseconds", "count");
    assertThat(file.profiles()).extracting(Profile::total).containsExactly(380_000_000L, 38L);
    assertThat(stacks(file)).isEqualTo(told(said));
    assertThat(file).isEqualTo(decode(unpacked(packed)).value());
  }

  /// Counts, nanoseconds and frames, leaf first, of each sample.
  private static List<String> stacks(ProfileFile file) {
    List<String> all = new ArrayList<>();
    List<Profile.Sample> nanos = file.profiles().get(0).samples();
    List<Profile.Sample> counts = file.profiles().get(1).samples();
    for (int i = 0; i < nanos.size(); i++) {
      StringBuilder line = new StringBuilder();
      line.append(counts.get(i).weight()).append(' ').append(nanos.get(i).weight());
      for (Frame frame : nanos.get(i).stack().reversed()) {
        line.append('|').append(frame.function()).append(' ').append(frame.file().orElse(""));
        line.append(':').append(frame.line().orElse(0)).append(frame.inlined() ? " inlined" : "");
        line.append(" 0x").append(Long.toHexString(frame.pc()));
      }
      all.add(line.toString());
    }
    return all;
  }

  private static List<String> told(String said) {
    Map<String, List<String>> locations = new HashMap<>();
    String id = "";
    String address = "";
    for (String line : said.substring(said.indexOf("Locations")).lines().skip(1).toList()) {
      if (line.startsWith("Mappings")) {
        break;
      }
      String[] words = line.strip().split(" +");
      int at = 0;
      if (words[0].endsWith(":")) {
        id = words[0].substring(0, words[0].length() - 1);
        address = words[1];
        at = 3;
      }
      List<String> lines = locations.computeIfAbsent(id, i -> new ArrayList<>());
      lines.replaceAll(l -> l.contains("inlined") ? l : l.replace(" 0x", " inlined 0x"));
      lines.add(words[at] + " " + words[at + 1] + " " + address);
    }
    List<String> all = new ArrayList<>();
    for (String line : said.lines().toList()) {
      int colon = line.indexOf(": ");
      if (line.startsWith("   ") && colon > 0 && Character.isDigit(line.charAt(colon - 1))) {
        if (line.contains("0x")) {
          break;
        }
        StringBuilder out =
            new StringBuilder(String.join(" ", line.substring(0, colon).strip().split(" +")));
        for (String location : line.substring(colon + 2).strip().split(" ")) {
          locations.get(location).forEach(l -> out.append('|').append(l));
        }
        all.add(out.toString());
      }
    }
    return all;
  }

  @Property(tries = 300)
  @Domain(AnyProfiles.class)
  void whatIsWrittenIsRead(@ForAll Profile one, @ForAll Profile other) {
    Decoded<ProfileFile> seen = decode(Bytes.of(PprofWriter.write(List.of(one, other))));

    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().profiles().get(0).name()).isEqualTo(one.name());
    assertThat(sums(seen.value().profiles().get(0), false)).isEqualTo(sums(one, true));
    int second = one.name().equals(other.name()) ? 0 : 1;
    if (second == 1) {
      assertThat(sums(seen.value().profiles().get(1), false)).isEqualTo(sums(other, true));
    }
    assertThat(seen.value().profiles().stream().mapToLong(Profile::total).sum())
        .isEqualTo(one.total() + other.total());
  }

  private static Map<List<Object>, Long> sums(Profile profile, boolean written) {
    Map<List<Object>, Long> sums = new HashMap<>();
    for (Profile.Sample sample : profile.samples()) {
      List<Object> key = new ArrayList<>();
      for (Frame frame : sample.stack()) {
        String name = written ? AnyProfiles.shown(frame.function()) : frame.function();
        key.add(name.isEmpty() ? "?" : name);
        key.add(frame.file().map(f -> written ? AnyProfiles.shown(f) : f).orElse(""));
        key.add(frame.line().orElse(0));
        // the root has nothing it could be inlined into
        key.add(frame.inlined() && key.size() > 3);
      }
      key.add(sample.selects());
      if (sample.weight() > 0) {
        sums.merge(key, sample.weight(), Long::sum);
      }
    }
    return sums;
  }

  /// A profile of a heap as Go of this machine writes it.
  @Test
  void aHeapOfGoIsRead(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("main.go"),
        """
        package main

        import (
        	"os"
        	"runtime"
        	"runtime/pprof"
        )

        var kept []byte

        func grow() { kept = make([]byte, 64<<20) }

        func main() {
        	runtime.MemProfileRate = 1
        	grow()
        	runtime.GC()
        	pprof.Lookup("heap").WriteTo(os.Stdout, 0)
        	_ = kept
        }
        """);
    Files.writeString(folder.resolve("go.mod"), "module heap\n\ngo 1.19\n");
    for (Path go : GoToolchains.any()) {
      GoToolchains.run(go, folder, "build", "-o", "heap", ".");
      Process heap =
          new ProcessBuilder(folder.resolve("heap").toString())
              .redirectOutput(folder.resolve("p").toFile())
              .start();
      assertThat(heap.onExit().join().exitValue()).isZero();
      ProfileFile file = decode(Bytes.of(Files.readAllBytes(folder.resolve("p")))).value();
      assertThat(file.profiles())
          .extracting(Profile::name)
          .containsExactlyInAnyOrder(
              "alloc_objects", "alloc_space", "inuse_objects", "inuse_space");
      assertThat(file.profiles().getFirst().name()).isEqualTo("inuse_space");
      assertThat(file.profiles().getFirst().samples())
          .anyMatch(
              s ->
                  s.weight() == 64 << 20
                      && s.stack().stream().anyMatch(f -> f.function().equals("main.grow")));
    }
  }

  @Test
  void labelsMappingsAndUnnamedPlacesAreRead() {
    ProtoWriter file = new ProtoWriter();
    file.message(1, new ProtoWriter().varint(1, 1).varint(2, 2));
    file.message(1, new ProtoWriter().varint(1, 3).varint(2, 4));
    ProtoWriter sample =
        new ProtoWriter().packed(1, List.of(7L, 8L, 99L)).packed(2, List.of(5, -1));
    sample.message(3, new ProtoWriter().varint(1, 5).varint(2, 6));
    sample.message(3, new ProtoWriter().varint(1, 7).varint(3, 4096).varint(4, 4));
    sample.message(3, new ProtoWriter().varint(1, 8).varint(3, 42));
    file.message(2, sample);
    file.message(3, new ProtoWriter().varint(1, 1).varint(5, 9));
    file.message(4, new ProtoWriter().varint(1, 7).varint(2, 1).varint(3, 0xabc));
    file.message(4, new ProtoWriter().varint(1, 8).message(4, new ProtoWriter().varint(1, 3)));
    file.message(5, new ProtoWriter().varint(1, 3).varint(3, 10));
    for (String text :
        List.of(
            "", "n", "count", "space", "bytes", "path", "/a", "size", "thread", "/lib.so", "_f")) {
      file.text(6, text);
    }
    file.varint(14, 1).varint(13, 6);
    Decoded<ProfileFile> seen = decode(Bytes.of(file.toBytes()));

    Profile first = seen.value().profiles().getFirst();
    assertThat(first.name()).isEqualTo("n");
    assertThat(seen.value().comments()).containsExactly("/a");
    assertThat(first.samples())
        .containsExactly(
            new Profile.Sample(
                List.of(
                    Frame.of("?"),
                    Frame.of("_f"),
                    new Frame(
                        "0xabc",
                        Optional.empty(),
                        OptionalInt.empty(),
                        0xabc,
                        false,
                        Optional.of("/lib.so"))),
                5,
                Selection.NONE.withThread(42),
                Map.of("path", "/a", "size", "4096 bytes")));
    assertThat(seen.problems()).extracting(p -> p.id()).containsExactly("pprof.value.negative");
    Profile again =
        decode(Bytes.of(PprofWriter.write(List.of(first)))).value().profiles().getFirst();
    assertThat(again.samples().getFirst().labels()).isEqualTo(first.samples().getFirst().labels());
  }

  /// One location of many lines, said again and again: a few bytes that would be many frames.
  @Test
  void aFileThatIsSmallDoesNotGrow() {
    ProtoWriter location = new ProtoWriter().varint(1, 1);
    for (int i = 0; i < 500; i++) {
      location.message(4, new ProtoWriter().varint(1, 1).varint(2, i));
    }
    ProtoWriter sample =
        new ProtoWriter().packed(1, Collections.nCopies(1000, 1L)).packed(2, List.of(1L));
    ProtoWriter file = new ProtoWriter().message(1, new ProtoWriter().varint(1, 1));
    for (int i = 0; i < 20_000; i++) {
      file.message(2, sample);
    }
    file.message(4, location).message(5, new ProtoWriter().varint(1, 1)).text(6, "").text(6, "a");
    Decoded<ProfileFile> seen = decode(Bytes.of(file.toBytes()));

    assertThat(seen.problems())
        .extracting(p -> p.id())
        .containsExactly("pprof.samples.too-many", "pprof.stack.cut");
    assertThat(seen.value().profiles().getFirst().samples()).hasSizeBetween(1000, 10_000);
  }

  @Test
  void damagedBytesNeverThrow() {
    Bytes packed = Corpus.bytes(NOTES + "pb.gz");
    Bytes plain = unpacked(packed);
    for (Bytes whole : List.of(packed, plain)) {
      Damage.flips(whole, 1500, 7, damaged -> decode(damaged));
      Damage.cuts(
          whole,
          300,
          cut -> {
            Decoded<ProfileFile> seen = decode(cut);
            boolean boundary = whole.equals(plain); // a raw file may be cut between two fields
            assertThat(
                    boundary
                        || cut.isEmpty()
                        || cut.size() == whole.size()
                        || !seen.problems().isEmpty())
                .isTrue();
          });
    }
  }

  @Test
  void otherBytesAreNotTaken() {
    for (String text : List.of("\n\u0004a;b 3\n", "\n", "", "2\u0000", "a")) {
      boolean string = text.equals("2\u0000");
      assertThat(new PprofReader().recognises(Bytes.of(text))).as(text).isEqualTo(string);
    }
  }

  private static Bytes unpacked(Bytes packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toArray()))) {
      return Bytes.of(in.readAllBytes());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Decoded<ProfileFile> decode(Bytes bytes) {
    return new PprofReader().decode(bytes);
  }
}
