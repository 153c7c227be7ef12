package initscope.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/// Profiles as no program makes them, but as a host may: names that break lines, quotes, escapes, and terminals.
public final class AnyProfiles extends DomainContextBase {
  private static final long MOST = 1L << 40;

  @Provide
  Arbitrary<Profile> profiles() {
    return Combinators.combine(
            Arbitraries.of("goroutines", "threads", "off-CPU \"time\""),
            Arbitraries.of("goroutines", "threads", "nanoseconds"),
            samples().list().ofMaxSize(12))
        .as(Profile::new);
  }

  @Provide
  Arbitrary<List<Frame>> stacks() {
    return frames().list().ofMaxSize(8);
  }

  private Arbitrary<Profile.Sample> samples() {
    Arbitrary<Long> ids = Arbitraries.longs().between(1, 3);
    return Combinators.combine(stacks(), Arbitraries.longs().between(0, MOST), ids.optional())
        .as((stack, weight, id) -> new Profile.Sample(stack, weight, selects(id)));
  }

  private static Selection selects(Optional<Long> id) {
    return id.map(
            i ->
                Selection.NONE.withGoroutine(
                    i, i == 2 ? OptionalLong.of(400) : OptionalLong.empty()))
        .orElse(Selection.NONE);
  }

  private static Arbitrary<Frame> frames() {
    Arbitrary<Optional<String>> files = names().optional();
    Arbitrary<Integer> lines = Arbitraries.integers().between(0, 3);
    Arbitrary<Long> counters = Arbitraries.of(0L, 0x438b8dL, -1L);
    return Combinators.combine(names(), files, lines, counters, Arbitraries.of(true, false))
        .as(
            (name, file, line, pc, inlined) ->
                new Frame(
                    name,
                    file,
                    line == 0 ? OptionalInt.empty() : OptionalInt.of(line),
                    pc,
                    inlined));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "main.main",
            "net.(*Dialer).DialContext",
            "sort.Slice[go.shape.int]",
            "[force gc (idle)]",
            "a;b",
            "\"quoted\\\"",
            "\u001b[31mred",
            "two\nlines\r\t",
            "汉字.函数",
            "𝔾𝕠",
            "\u202eevil",
            "half \ud800 pair",
            "</script>",
            " ",
            ""),
        Arbitraries.strings().ofMaxLength(12));
  }

  /// A name as a file of UTF-8 can hold it and a terminal may show it.
  public static String shown(String name) {
    return new String(Display.safe(name).getBytes(UTF_8), UTF_8);
  }
}
