package initscope.formats.strace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.Formats;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.host.SyscallSum;
import initscope.model.host.SyscallTrace;
import initscope.model.host.SyscallTrace.Clock;
import initscope.model.host.TraceNote;
import initscope.model.host.TracedCall;
import initscope.model.profile.Profile;
import initscope.model.testing.Corpus;
import initscope.model.testing.Damage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StraceDecoderTest {
  private static final String SAMPLES = "strace/strace-parser-samples.txt";
  private static final String TIME = "1577836800.000000 ";

  static List<String> samples() {
    return Corpus.below("strace").isEmpty()
        ? List.of("absent")
        : Corpus.bytes(SAMPLES).utf8().lines().toList();
  }

  /// Each line of the corpus is read, and put together again it is the line.
  @ParameterizedTest
  @MethodSource("samples")
  void acceptsTheLine(String line) {
    Corpus.path(SAMPLES);
    Decoded<SyscallTrace> seen = decode(line + "\n");

    assertThat(seen.problems()).isEmpty();
    if (line.contains("+++")) {
      assertThat(seen.value().notes())
          .containsExactly(
              new TraceNote(-1, 1_577_836_800_000_000_000L, TraceNote.Kind.END, "exited with 123"));
      return;
    }
    assertThat(seen.value().size()).isEqualTo(1);
    TracedCall call = seen.value().call(0);
    String errno =
        call.errno()
            .map(
                e -> " " + e + line.substring(line.indexOf(e) + e.length(), line.lastIndexOf(" <")))
            .orElse("");
    String took = call.durationNanos() < 0 ? "" : " <0.000001>";
    assertThat(TIME + call.name() + "(" + call.args() + ") = " + call.result() + errno + took)
        .isEqualTo(line);
    assertThat(call.startNanos()).isEqualTo(1_577_836_800_000_000_000L);
    assertThat(call.durationNanos()).isEqualTo(call.name().equals("exit_group") ? -1 : 1000);
    assertThat(call.errno().isPresent()).isEqualTo(line.contains(" = -123 E"));
  }

  @Test
  void theCorpusIsRecognised() {
    Bytes in = Corpus.bytes(SAMPLES);
    assertThat(Formats.recognise(in).orElseThrow()).isInstanceOf(StraceDecoder.class);
    assertThat(new StraceDecoder().decode(in).value().size()).isEqualTo(153);
  }

  @Test
  void whatWasInterruptedIsOneCall() {
    SyscallTrace trace =
        read(
            """
            12:00:00.000001 clone(child_stack=NULL, flags=SIGCHLD <unfinished ...>
            strace: Process 17 attached
            [pid    17] 12:00:00.000100 read(3<pipe:[9]>,  <unfinished ...>
            [pid    16] 12:00:00.000150 <... clone resumed>, child_tidptr=0x1) = 17 <0.000140>
            [pid    17] 12:00:00.000400 <... read resumed>"a) = 1", 10) = 6
            [pid    16] 12:00:00.000500 wait4(-1, strace: Process 18 attached
             <unfinished ...>
            [pid    18] 12:00:00.000600 exit_group(1) = ?
            [pid    18] 12:00:00.000700 +++ exited with 1 +++
            12:00:00.000800 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 1}], 0, NULL) = 18 <0.000300>
            12:00:00.000900 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED} ---
            12:00:00.001000 clone(flags=SIGCHLDstrace: Process 19 attached
            , child_tidptr=0x2) = 19 <0.000010>
            12:00:00.002000 connect(7, {sa_family=AF_INET}, 16 <detached ...>
            """);
    long second = 43_200_000_000_000L;

    assertThat(trace.clock()).isEqualTo(Clock.DAY);
    assertThat(trace.call(0))
        .isEqualTo(
            new TracedCall(
                16,
                second + 1000,
                140_000,
                "clone",
                "child_stack=NULL, flags=SIGCHLD, child_tidptr=0x1",
                "17",
                Optional.empty(),
                false));
    assertThat(trace.args(1)).isEqualTo("3<pipe:[9]>,\"a) = 1\", 10");
    assertThat(trace.durationNanos(1)).isEqualTo(300_000);
    assertThat(trace.name(2)).isEqualTo("wait4");
    assertThat(trace.pid(2)).isEqualTo(16);
    assertThat(trace.result(2)).isEqualTo("18");
    assertThat(trace.args(4)).isEqualTo("flags=SIGCHLD, child_tidptr=0x2");
    assertThat(trace.isUnfinished(5)).isTrue();
    assertThat(trace.size()).isEqualTo(6);
    assertThat(trace.notes())
        .extracting(TraceNote::kind)
        .containsExactly(
            TraceNote.Kind.TRACER,
            TraceNote.Kind.TRACER,
            TraceNote.Kind.END,
            TraceNote.Kind.SIGNAL,
            TraceNote.Kind.TRACER);
  }

  @Test
  void allFormsOfResultsAreRead() {
    SyscallTrace trace =
        read(
            """
            100  futex(0x1, FUTEX_WAIT, 1, NULL) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)
            100  --- stopped by SIGSTOP ---
            100  restart_syscall(<... resuming interrupted nanosleep ...>) = 0
            100  openat(AT_FDCWD</home>, "/etc/hosts", O_RDONLY) = 3</etc/hosts> <0.000012345>
            100  connect(3<TCP:[10.0.0.1:5->10.0.0.9:80]>, {sa_family=AF_INET}, 16) = -1 EINPROGRESS (Operation now in progress)
            100  poll([{fd=3, events=POLLIN}], 1, 10) = 0 (Timeout) <0.010123>
            100  write(2, "a \\") = 1 <0.5>\\n", 9)  = 9 <0.000020>
            100  sendmsg(4<UNIX-STREAM:[1->2, "/run/x) y"]>, {msg_iov=[{iov_base="x", iov_len=1}]}, 0) = 1
            100  SYS_441(0x1, {a=1<<4}) = -1 (errno 38)
            100  exit(0 <unfinished ...>) = ?
            100  +++ killed by SIGKILL (core dumped) +++
            """);

    assertThat(trace.errno(0)).contains("ERESTARTSYS");
    assertThat(trace.result(0)).isEqualTo("?");
    assertThat(trace.args(1)).isEqualTo("<... resuming interrupted nanosleep ...>");
    assertThat(trace.result(2)).isEqualTo("3</etc/hosts>");
    assertThat(trace.durationNanos(2)).isEqualTo(12_345);
    assertThat(trace.errno(3)).contains("EINPROGRESS");
    assertThat(trace.result(4)).isEqualTo("0 (Timeout)");
    assertThat(trace.durationNanos(4)).isEqualTo(10_123_000);
    assertThat(trace.args(5)).isEqualTo("2, \"a \\\") = 1 <0.5>\\n\", 9");
    assertThat(trace.durationNanos(5)).isEqualTo(20_000);
    assertThat(trace.result(6)).isEqualTo("1");
    assertThat(trace.args(7)).isEqualTo("0x1, {a=1<<4}");
    assertThat(trace.result(8)).isEqualTo("?");
    assertThat(trace.notes())
        .extracting(TraceNote::text)
        .containsExactly("stopped by SIGSTOP", "killed by SIGKILL (core dumped)");
  }

  @Test
  void allFormsOfTimesAndThreadsAreRead() {
    assertThat(read("     0.000000 brk(NULL) = 0x1\n     0.000250 brk(NULL) = 0x1\n").startNanos(1))
        .isEqualTo(250_000);
    SyscallTrace midnight = read("1 23:59:59.5 getpid() = 1\n1 00:00:01 getpid() = 1\n");
    assertThat(midnight.startNanos(1) - midnight.startNanos(0)).isEqualTo(1_500_000_000);
    SyscallTrace both =
        read("7<sh> 1577836800.000001 (+     0.000001) [  39] [00007f18f3e54ad7] getpid() = 7\n");
    assertThat(both.call(0))
        .isEqualTo(
            new TracedCall(
                7, 1_577_836_800_000_001_000L, -1, "getpid", "", "7", Optional.empty(), false));
    assertThat(read("[pid 8<a> b>] getpid() = 8\n").size()).isZero();
    assertThat(read("[pid 8<a b>] getpid() = 8\n").pid(0)).isEqualTo(8);
    assertThat(read("1577836800 getpid() = 8\n").startNanos(0))
        .isEqualTo(1_577_836_800_000_000_000L);
    assertThat(read("getpid() = 8\n").clock()).isEqualTo(Clock.NONE);
  }

  @Test
  void otherLinesAreToldAndBeginningsThatAreNotKnown() {
    String text = "hello\n3 <... read resumed>\"\", 1) = 0 <0.000001>\n3 read(4\n3 close(4) =\n";
    Decoded<SyscallTrace> seen = decode(text);

    assertThat(seen.value().size()).isEqualTo(1);
    assertThat(seen.problems())
        .extracting(p -> p.id() + " " + p.offset())
        .containsExactly(
            "strace.line.unreadable 0",
            "strace.resumed.alone 6",
            "strace.line.unreadable 48",
            "strace.line.unreadable 57");
  }

  @Test
  void sumsAreThoseOfTheLines() {
    SyscallTrace trace =
        read(
            """
            1 read(3, "", 1) = 0 <0.000002>
            1 read(3, "", 1) = -1 EAGAIN (Resource temporarily unavailable) <0.000005>
            1 close(3) = 0 <0.000007>
            1 getpid() = 1
            """);

    assertThat(trace.sums())
        .containsExactly(
            new SyscallSum("read", 2, 7000, 5000, 1),
            new SyscallSum("close", 1, 7000, 7000, 0),
            new SyscallSum("getpid", 1, 0, 0, 0));
  }

  @Test
  void waitingIsToldByThreadCallAndWhatItWasAbout() {
    Profile profile =
        StraceProfile.waiting(
            read(
                """
                1 1577836800.000000 read(3</etc/hosts>, "", 1) = 0 <0.000002>
                1 1577836800.000010 read(3</etc/hosts>, "", 1) = 0 <0.000003>
                2 1577836800.000020 openat(AT_FDCWD</>, "/a b", O_RDONLY) = 4 <0.000004>
                2 1577836800.000030 execve("/bin/true", ["true"], 0x1 /* 3 vars */) = 0 <0.000005>
                2 1577836800.000040 futex(0x1, FUTEX_WAIT, 1, NULL) = 0 <0.000006>
                2 1577836800.000050 write(1, "x", 1) = 1 <0.000007>
                2 1577836800.000060 connect(5, {sa_family=AF_INET, sin_port=htons(5432), sin_addr=inet_addr("10.0.0.9")}, 16) = 0 <0.000008>
                2 1577836800.000070 connect(5, {sa_family=AF_UNIX, sun_path=@"/run/x"}, 16) = 0 <0.000009>
                2 1577836800.000080 connect(5, {sa_family=AF_INET6, sin6_port=htons(53), inet_pton(AF_INET6, "::1", &sin6_addr)}, 28) = 0 <0.000010>
                2 1577836800.000090 recvfrom(6<TCP:[1.2.3.4:5->6.7.8.9:80]>, "", 1) = 0 <0.000011>
                2 1577836800.000100 kill(1, 0) = 0 <0.000012>
                1 1577836800.000200 read(7<pipe:[1]>,  <unfinished ...>
                2 1577836800.000500 +++ exited with 0 +++
                """));

    assertThat(profile.unit()).isEqualTo("nanoseconds");
    assertThat(profile.samples().stream().map(StraceDecoderTest::line).toList())
        .containsExactly(
            "thread 1;read;/etc/hosts 5000",
            "thread 2;openat;/a b 4000",
            "thread 2;execve;/bin/true 5000",
            "thread 2;futex 6000",
            "thread 2;write;fd 1 7000",
            "thread 2;connect;10.0.0.9:5432 8000",
            "thread 2;connect;@/run/x 9000",
            "thread 2;connect;[::1]:53 10000",
            "thread 2;recvfrom;TCP:[1.2.3.4:5->6.7.8.9:80] 11000",
            "thread 2;kill 12000",
            "thread 1;read;pipe:[1];[not returned] 300000");
    assertThat(profile.samples().getFirst().selects().tid()).hasValue(1);
  }

  private static String line(Profile.Sample sample) {
    return String.join(";", sample.stack().stream().map(Frame::function).toList())
        + " "
        + sample.weight();
  }

  @Test
  void damagedTextNeverThrowsAndIsReadInLinearTime() {
    Bytes whole = Corpus.bytes(SAMPLES);
    Damage.flips(whole, 1500, 5, damaged -> all(new StraceDecoder().decode(damaged)));
    Damage.cuts(whole, 400, cut -> all(new StraceDecoder().decode(cut)));
    for (String piece :
        List.of(
            "a(\"", "a(<", "a1<", "3<\"", "[pid ", "a( <unfinished ...>\n", "a() = ", "((", "/*")) {
      all(decode(piece.repeat(200_000 / piece.length())));
      all(decode("1 read(" + piece.repeat(200_000 / piece.length()) + ") = 1\n"));
    }
    all(decode("1 a( <unfinished ...>\n<... b resumed>) = 0\n".repeat(20_000)));
  }

  private static void all(Decoded<SyscallTrace> seen) {
    SyscallTrace trace = seen.value();
    for (int row = 0; row < trace.size(); row++) {
      assertThat(trace.call(row).name()).isNotEmpty();
    }
    StraceProfile.waiting(trace);
  }

  @Test
  void otherTextsAreNotTaken() {
    for (String text :
        List.of(
            "main.main()\n\t/a.go:1\n",
            "x = f(1) = 2\nint main(void)\n",
            "{\"a\": \"b(c) = d\"}\n",
            "hello\nworld\nread(3) = 0\n",
            "--- a\n+++ b\n",
            "+++ exited with 0 +++\n")) {
      assertThat(new StraceDecoder().recognises(Bytes.of(text))).as(text).isFalse();
    }
  }

  private static SyscallTrace read(String text) {
    return decode(text).value();
  }

  private static Decoded<SyscallTrace> decode(String text) {
    return new StraceDecoder().decode(Bytes.of(text));
  }
}
