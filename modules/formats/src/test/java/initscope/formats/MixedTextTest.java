package initscope.formats;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.gdb.PstackDecoder;
import initscope.formats.inittrace.InitTraceDecoder;
import initscope.formats.systemd.JournalExportDecoder;
import initscope.formats.systemd.JournalTextDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.go.InitTask;
import initscope.model.go.InitTrace;
import initscope.model.host.ThreadStack;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// systemd, gdb and inittrace where they are wrapped, mixed or broken.
class MixedTextTest {
  private static final String LINE =
      "init example.com/a @1.7 ms, 0.010 ms clock, 16 bytes, 2 allocs";

  private static List<InitTrace> traces(String text) {
    return new InitTraceDecoder().decode(Bytes.of(text)).value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LINE + "\n",
        LINE + "\r\n",
        LINE,
        "Nov 25 04:00:01 host svc[7]: " + LINE + "\n",
        "half a line without its end" + LINE + " and more\n",
        "init example.com/a @1.7 ms, hello\n0.010 ms clock, 16 bytes, 2 allocs\n",
        "init example.com/a @1.7 ms, hello0.010 ms clock, 16 bytes, 2 allocs\n",
        "init example.com/a @1.7 ms, 0.010 ms clock, one\ntwo\n16 bytes, 2 allocs\n",
        "init example.com/a @1.7 ms, 0.010 ms clock, 16 bytes, x=2 allocs\n",
      })
  void findsTheLineInAnyMixture(String text) {
    List<InitTrace> traces = traces(text);
    assertThat(traces).hasSize(1);
    InitTask init = traces.getFirst().inits().getFirst();
    assertThat(init.packagePath()).isEqualTo("example.com/a");
    assertThat(init.startNanos()).hasValue(1_700_000);
    assertThat(init.wallNanos()).hasValue(10_000);
    assertThat(init.bytes()).hasValue(16);
    assertThat(init.allocations()).hasValue(2);
  }

  @Test
  void aLineThatStaysHalfIsAProblemAndAGap() {
    var seen =
        new InitTraceDecoder()
            .decode(Bytes.of(LINE + "\ninit example.com/b @2.0 ms, 0.0\n" + "x\n".repeat(9)));
    assertThat(seen.value().getFirst().inits()).hasSize(1);
    assertThat(seen.value().getFirst().gaps()).isTrue();
    assertThat(seen.problems()).hasSize(1);
    assertThat(seen.problems().getFirst().offset()).isEqualTo(LINE.length() + 1);
  }

  @Test
  void processesAreToldApartByClockByPackageAndByPid() {
    String first = "init runtime @0.04 ms, 0.1 ms clock, 0 bytes, 0 allocs\n";
    String second = "init errors @0.5 ms, 0 ms clock, 0 bytes, 0 allocs\n";
    assertThat(traces(first + second + first + second)).hasSize(2);
    assertThat(traces(LINE + "\n" + second)).hasSize(2);
    List<InitTrace> two =
        traces("a[1]: " + first + "a[2]: " + first + "a[1]: " + second + "a[2]: " + second);
    assertThat(two).extracting(t -> t.inits().size()).containsExactly(2, 2);
    assertThat(two).extracting(t -> t.writer().orElse("")).containsExactly("1", "2");
    assertThat(two).allMatch(InitTrace::fromStart);
  }

  @Test
  void escapedPackagesAreUnescaped() {
    String line = "init gopkg.in/yaml%2ev3 @2195 ms, 12 ms clock, 0 bytes, 0 allocs\n";
    InitTask init = traces(line).getFirst().inits().getFirst();
    assertThat(init.packagePath()).isEqualTo("gopkg.in/yaml.v3");
    assertThat(init.wallNanos()).hasValue(12_000_000);
    assertThat(init.order()).isEmpty();
  }

  @Test
  void showKeepsStructuresRepeatsAndLinesOfAValue() {
    var seen =
        new SystemctlShowDecoder()
            .decode(
                Bytes.of(
                    """
                    Id=a.service
                    ExecStart={ path=/bin/a ; argv[]=/bin/a --x=y ; status=0/0 }
                    ExecStart={ path=/bin/b ; argv[]=/bin/b ; status=0/0 }
                    Description=first
                     second

                    third
                    MainPID=0

                    Id=b.service
                    ActiveState=activating
                    """));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(2);
    var a = seen.value().getFirst();
    assertThat(a.get("ExecStart").orElseThrow().lines()).hasSize(2);
    assertThat(a.get("Description")).contains("first\n second\n\nthird");
    assertThat(a.number("MainPID")).hasValue(0);
    assertThat(seen.value().get(1).get("ActiveState")).contains("activating");
  }

  @Test
  void journalFieldsMayHoldAnyBytes() {
    byte[] message = "two\nlines \u0001 B=c\n\n".getBytes(StandardCharsets.UTF_8);
    String text =
        "__CURSOR=s=1\n__MONOTONIC_TIMESTAMP=1500\nMESSAGE\n"
            + (char) message.length
            + "\0\0\0\0\0\0\0"
            + new String(message, StandardCharsets.UTF_8)
            + "\n_PID=7\n\n__CURSOR=s=2\nMESSAGE=plain\nN=1\nN=2\n\n";
    var seen = new JournalExportDecoder().decode(Bytes.of(text));
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).hasSize(2);
    assertThat(seen.value().getFirst().message()).isEqualTo("two\nlines \u0001 B=c\n\n");
    assertThat(seen.value().getFirst().monotonicNanos()).hasValue(1_500_000);
    assertThat(seen.value().getFirst().field("_PID")).contains("7");
    assertThat(seen.value().get(1).field("N")).contains("1\n2");
    assertThat(seen.value().get(1).offset()).isEqualTo(text.indexOf("__CURSOR=s=2"));
  }

  @Test
  void aWrongLengthCostsOneField() {
    String text = "__CURSOR=s=1\nMESSAGE\n\377\377\377\377\377\377\377\177x\n_PID=7\n\n";
    var seen =
        new JournalExportDecoder().decode(Bytes.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    assertThat(seen.value().getFirst().field("_PID")).contains("7");
    assertThat(seen.problems().getFirst().id()).isEqualTo("journal.field.length");
    assertThat(seen.problems().getFirst().offset()).isEqualTo(13);
  }

  @Test
  void journalTextInItsForms() {
    var seen =
        new JournalTextDecoder()
            .decode(
                Bytes.of(
                    """
                    -- Boot eb078e95980744e78a986f7d5fa7e11f --
                    [ 1654.321621] web-3 ordersd[77]: dial: waiting
                                                      for two lines
                    Nov  5 04:00:01 web-3 kernel: e1000: up
                    Nov 25 04:00:01.123456 web-3 systemd[1]: Started a: b.
                    2026-11-25T04:00:01+0000 web-3 ordersd[77]: x
                    nonsense
                    """));
    assertThat(seen.value()).hasSize(4);
    assertThat(seen.problems()).hasSize(1);
    var first = seen.value().getFirst();
    assertThat(first.monotonicNanos()).hasValue(1_654_321_621_000L);
    assertThat(first.message()).isEqualTo("dial: waiting\nfor two lines");
    assertThat(first.field("SYSLOG_PID")).contains("77");
    assertThat(seen.value().get(1).field("SYSLOG_IDENTIFIER")).contains("kernel");
    assertThat(seen.value().get(1).monotonicNanos()).isEmpty();
    assertThat(seen.value().get(2).message()).isEqualTo("Started a: b.");
    assertThat(seen.value().get(2).field("SYSLOG_TIMESTAMP")).contains("Nov 25 04:00:01.123456");
  }

  private static List<ThreadStack> stacks(String text) {
    var seen = new PstackDecoder().decode(Bytes.of(text));
    assertThat(seen.problems()).isEmpty();
    return seen.value();
  }

  @Test
  void gdbFramesInEveryShape() {
    List<ThreadStack> threads =
        stacks(
            """
            [New LWP 12]
            Thread 2 (Thread 0x7f00 (LWP 12) "a (b) c"):
            #0  0x00007f01 in pthread_cond_wait@@GLIBC_2.3.2 () from /lib64/libpthread.so.0
            #1  0x00007f02 in std::function<void (int)>::operator() (this=0x1, __args#0=3) at /usr/include/f n.h:9
            #2  main.(*T).M (t=0xc0, s="a ) b\\"(", c=40 '(', ~r0=...)
                at /src/m.go:7
            #3  <signal handler called>
            #4  0x0000000000401893 in runtime/cgo(.text) ()
            #5  0x00007f03 in 'github.com/a/b.init.0' () at /b.go:3
            No locals.
            #6  0x0000000000000000 in ?? ()
            Backtrace stopped: previous frame identical to this frame (corrupt stack?)

            Thread 1 (process 9):
            #0  runtime.futex () at runtime/sys_linux_amd64.s:570
                    x = (1
            [Inferior 1 (process 9) detached]
            """);
    assertThat(threads).extracting(t -> t.tid().orElseThrow()).containsExactly(12L, 9L);
    ThreadStack first = threads.getFirst();
    assertThat(first.name()).contains("a (b) c");
    assertThat(first.complete()).isFalse();
    assertThat(first.frames())
        .extracting(Frame::function)
        .containsExactly(
            "pthread_cond_wait@@GLIBC_2.3.2",
            "std::function<void (int)>::operator()",
            "main.(*T).M",
            "<signal handler called>",
            "runtime/cgo(.text)",
            "github.com/a/b.init.0");
    assertThat(first.frames().get(0).file()).contains("/lib64/libpthread.so.0");
    assertThat(first.frames().get(1).file()).contains("/usr/include/f n.h");
    assertThat(first.frames().get(1).inlined()).isTrue();
    assertThat(first.frames().get(2).line()).hasValue(7);
    assertThat(threads.get(1).complete()).isTrue();
  }

  @Test
  void euStackIsReadToo() {
    List<ThreadStack> threads =
        stacks(
            "PID 5 - process\n"
                + "TID 5:\n"
                + "#0  0x00007f01 __poll\n"
                + "#1  0x0000000000401000 main.main\n"
                + "TID 6:\n"
                + "#0  0x00007f01 futex_wait\n");
    assertThat(threads).extracting(t -> t.tid().orElseThrow()).containsExactly(5L, 6L);
    assertThat(threads.getFirst().frames())
        .extracting(Frame::function)
        .containsExactly("__poll", "main.main");
  }
}
