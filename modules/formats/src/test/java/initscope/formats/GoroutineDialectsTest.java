package initscope.formats;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.godump.GoroutineDumpDecoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.go.Goroutine;
import initscope.model.go.GoroutineDump;
import initscope.model.go.InitFrames;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the runtime's traceback printed over the years, one dialect each, by its source.
class GoroutineDialectsTest {
  private static final String STACK =
      """
      net.(*Dialer).Dial(0xc0000b4000, {0x6b1d20, 0x3})
      	/src/net/dial.go:12 +0x44
      shop/ledger.init.0()
      	/src/shop/ledger.go:9 +0x1d
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "goroutine 1 [running]:|1|running||-1|false",
        "goroutine 7 [chan receive]:|7|waiting|chan receive|-1|false",
        "goroutine 1 [chan receive, 5 minutes]:|1|waiting|chan receive|300000000000|false",
        "goroutine 1 [IO wait, 12 minutes, locked to thread]:|1|waiting|IO wait|720000000000|true",
        "goroutine 1 [chan receive (nil chan), locked to thread]:|1|waiting|chan receive (nil"
            + " chan)|-1|true",
        "goroutine 1 gp=0xc0000061c0 m=nil [sleep]:|1|waiting|sleep|-1|false",
        "goroutine 1 gp=0xc0000061c0 m=0 mp=0x5c1d20 [syscall, locked to"
            + " thread]:|1|syscall||-1|true",
        "goroutine 9 [select (no cases)]:|9|waiting|select (no cases)|-1|false",
        "goroutine 9 [semacquire (scan), 2 minutes]:|9|waiting|semacquire|120000000000|false",
        "goroutine 9 [chan send (leaked)]:|9|waiting|chan send|-1|false",
        "goroutine 9 [leaked]:|9|waiting||-1|false",
        "goroutine 9 [sync.WaitGroup.Wait (durable), synctest bubble"
            + " 3]:|9|waiting|sync.WaitGroup.Wait (durable)|-1|false",
        "goroutine 9 [select labels:{\"a\": \"b]:\", \"c\": \"d\"}]:|9|waiting|select|-1|false",
        "goroutine 0 [idle]:|0|idle||-1|false",
        "goroutine 9 [runnable, locked to thread]:|9|runnable||-1|true",
        "goroutine 9 [force gc (idle)]:|9|waiting|force gc (idle)|-1|false",
        "goroutine 9 [???]:|9|waiting||-1|false",
        "goroutine 18446744 [GC worker (idle)]:|18446744|waiting|GC worker (idle)|-1|false",
      })
  void readsHeaders(
      String line, long id, String status, String reason, long waitNanos, boolean locked) {
    Goroutine seen = only(line + "\n" + STACK);
    assertThat(seen.id()).isEqualTo(id);
    assertThat(seen.status()).isEqualTo(status);
    assertThat(seen.waitReason()).isEqualTo(Optional.ofNullable(reason));
    assertThat(seen.waitNanos().orElse(-1)).isEqualTo(waitNanos);
    assertThat(seen.lockedToThread()).isEqualTo(locked);
    assertThat(seen.frames())
        .containsExactly(
            Frame.of("net.(*Dialer).Dial", "/src/net/dial.go", 12),
            Frame.of("shop/ledger.init.0", "/src/shop/ledger.go", 9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nov 25 04:00:01 host svc[7]: ",
        "[   12.345678] host svc[7]: ",
        "2026-11-25T04:00:01.123456789Z stderr F ",
        "svc-1  | ",
        "Nov 25 04:00:01 host example.com/svc[12345]: ",
      })
  void takesLogPrefixesOff(String prefix) {
    String start = prefix.startsWith("svc") ? "svc-1  | " : prefix.strip() + " ";
    StringBuilder text = new StringBuilder(start + "SIGQUIT: quit\n" + start + "\n");
    String dump = "goroutine 1 [IO wait, locked to thread]:\n" + STACK + "\n";
    int second = 1;
    for (String line : (dump + "goroutine 2 [sleep]:\n" + STACK).lines().toList()) {
      // the clock goes on from line to line
      String now = start.replace(":01", ":0" + (second++ % 7)).replace("12.3", "12." + second % 9);
      text.append(now).append(line).append('\n');
    }
    Decoded<List<GoroutineDump>> seen = decode(text.toString());
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(1);
    assertThat(seen.value().getFirst().cause()).contains("SIGQUIT: quit");
    assertThat(seen.value().getFirst().goroutines()).hasSize(2);
    for (Goroutine goroutine : seen.value().getFirst().goroutines()) {
      assertThat(goroutine.frames())
          .extracting(Frame::function)
          .containsExactly("net.(*Dialer).Dial", "shop/ledger.init.0");
      assertThat(goroutine.frames().get(1).file()).contains("/src/shop/ledger.go");
    }
  }

  @Test
  void aPrefixOnTheFirstLineOnlyIsBorne() {
    var seen = decode("2026/11/25 04:00:01 goroutine 5 [running]:\n" + STACK);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().getFirst().goroutines().getFirst().frames()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsDumpsWrappedInJson(boolean docker) {
    String dump = "goroutine 1 [sleep]:\n" + STACK + "\ngoroutine 2 [IO wait]:\n" + STACK;
    String escaped = dump.replace("\"", "\\\"").replace("\t", "\\t").replace("\n", "\\n");
    StringBuilder text = new StringBuilder();
    if (docker) {
      dump.lines()
          .forEach(
              l ->
                  text.append("{\"log\":\"")
                      .append(l.replace("\t", "\\t"))
                      .append("\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-25T04:00:01Z\"}\n"));
    } else {
      text.append("{\"level\":\"error\",\"stack\":\"").append(escaped).append("\",\"x\":1}\n");
    }
    var seen = decode(text.toString());
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().getFirst().goroutines())
        .allMatch(g -> g.frames().size() == 2)
        .hasSize(2);
    assertThat(seen.value().getFirst().goroutines().get(1).frames().get(1).line()).hasValue(9);
  }

  @Test
  void readsWhoCreatedIt() {
    Goroutine now =
        only(
            "goroutine 3 [sleep]:\n"
                + STACK
                + "created by main.main in goroutine 1\n\t/m.go:4 +0x9\n");
    assertThat(now.createdBy()).contains(Frame.of("main.main", "/m.go", 4));
    assertThat(now.creatorId()).hasValue(1);
    Goroutine before =
        only("goroutine 3 [sleep]:\n" + STACK + "created by main.init·1\n\t/m.go:4 +0x9\n");
    assertThat(before.createdBy().map(Frame::function)).contains("main.init·1");
    assertThat(before.creatorId()).isEmpty();
  }

  @Test
  void marksWhatIsNotWhole() {
    assertThat(
            only("goroutine 3 [sleep]:\n" + STACK + "...additional frames elided...\n").partial())
        .isTrue();
    Goroutine middle = only("goroutine 3 [sleep]:\n" + STACK + "...23 frames elided...\n" + STACK);
    assertThat(middle.partial()).isTrue();
    assertThat(middle.frames()).hasSize(4);
    Goroutine other =
        only("goroutine 3 [running]:\n\tgoroutine running on other thread; stack unavailable\n");
    assertThat(other.partial()).isTrue();
    assertThat(other.frames()).isEmpty();
  }

  @Test
  void ancestorsAreNotItsOwnStack() {
    Goroutine seen =
        only(
            "goroutine 3 [sleep]:\n"
                + STACK
                + "created by main.f in goroutine 2\n\t/m.go:4 +0x9\n"
                + "[originating from goroutine 2]:\nmain.g(...)\n\t/m.go:7 +0x1\n"
                + "created by main.main\n\t/m.go:9 +0x1\n");
    assertThat(seen.frames()).hasSize(2);
    assertThat(seen.createdBy().map(Frame::function)).contains("main.f");
  }

  @Test
  void namesInlinedAndGenericAndForeignFrames() {
    Goroutine seen =
        only(
            """
            goroutine 1 [syscall]:
            main.Map[...](...)
            	/m.go:4
            main.(*Tree[...]).Put(0x1, {0x2, 0x3}, ...)
            	C:/src/m file.go:5 +0x10 fp=0xc1 sp=0xc2 pc=0x4711
            non-Go function
            	pc=0x7f00
            do_wait
            	/src/wait.c:7 pc=0x7f01
            panic({0x4c4c80?, 0x585880?})
            	/src/runtime/panic.go:884 +0x212
            """);
    assertThat(seen.frames())
        .extracting(Frame::function)
        .containsExactly("main.Map[...]", "main.(*Tree[...]).Put", "??", "do_wait", "panic");
    assertThat(seen.frames())
        .extracting(Frame::inlined)
        .containsExactly(true, false, false, false, false);
    assertThat(seen.frames())
        .extracting(Frame::pc)
        .containsExactly(0L, 0x4711L, 0x7f00L, 0x7f01L, 0L);
    assertThat(seen.frames().get(1).file()).contains("C:/src/m file.go");
  }

  @Test
  void aSecondDumpIsAnother() {
    String dump = "SIGQUIT: quit\nPC=0x1 m=0 sigcode=0\n\ngoroutine 1 [sleep]:\n" + STACK + "\n";
    assertThat(decode(dump + "restarted\n" + dump).value()).hasSize(2);
    assertThat(
            decode("goroutine 1 [sleep]:\n" + STACK + "\ngoroutine 1 [sleep]:\n" + STACK).value())
        .hasSize(2);
  }

  @Test
  void indentationMayBeLost() {
    var seen = decode(("goroutine 1 [sleep]:\n" + STACK).replace("\t", ""));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value().getFirst().goroutines().getFirst().frames().get(1).line()).hasValue(9);
  }

  @Test
  void otherOutputInsideIsSkippedWithItsPlace() {
    String text =
        "goroutine 1 [sleep]:\n" + STACK + "level=info msg=\"tick\"\nmain.main()\n\t/m.go:1 +0x1\n";
    var seen = decode(text);
    assertThat(seen.problems()).hasSize(1);
    assertThat(seen.problems().getFirst().offset()).isEqualTo(text.indexOf("level="));
    assertThat(seen.value().getFirst().goroutines().getFirst().frames()).hasSize(3);
  }

  @Test
  void readsCountedStacksWithLabels() {
    var seen =
        decode(
            """
            goroutine profile: total 3
            2 @ 0x1 0x2
            # labels: {"job":"a b"}
            #	0x46b8a5	main.f+0x25	/src/m.go:12
            #	0x46b8a6

            1 @ 0x3
            #    0x3    main.main+0x1    /src/m.go:3
            """);
    assertThat(seen.problems()).isEmpty();
    GoroutineDump dump = seen.value().getFirst();
    assertThat(dump.total()).hasValue(3);
    assertThat(dump.groups()).extracting(GoroutineDump.Group::count).containsExactly(2L, 1L);
    assertThat(dump.groups().getFirst().labels()).contains("{\"job\":\"a b\"}");
    assertThat(dump.groups().getFirst().frames().getFirst().file()).contains("/src/m.go");
    assertThat(dump.groups().get(1).frames().getFirst().line()).hasValue(3);
  }

  @Test
  void oldInitsAreFoundToo() {
    Goroutine seen =
        only(
            """
            goroutine 1 [chan receive]:
            example.com/a.init·1()
            	/src/a/a.go:5 +0x3
            example.com/a.init()
            	/src/a/z.go:9 +0x3
            main.init()
            	/src/m.go:9 +0x3
            """);
    var chain = InitFrames.chain(seen.frames());
    assertThat(chain)
        .extracting(InitFrames.InitFrame::packagePath)
        .containsExactly("example.com/a", "main");
    assertThat(chain.getFirst().frame().line()).hasValue(5);
  }

  @Test
  void textWithoutAGoroutineSaysSo() {
    assertThat(decode("hello\n").problems().getFirst().id()).isEqualTo("goroutines.none");
  }

  private static Decoded<List<GoroutineDump>> decode(String text) {
    return new GoroutineDumpDecoder().decode(Bytes.of(text));
  }

  private static Goroutine only(String text) {
    var seen = decode(text);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(1);
    assertThat(seen.value().getFirst().goroutines()).hasSize(1);
    return seen.value().getFirst().goroutines().getFirst();
  }
}
