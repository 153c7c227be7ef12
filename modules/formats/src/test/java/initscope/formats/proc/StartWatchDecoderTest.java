package initscope.formats.proc;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.Formats;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.host.SyscallState;
import initscope.model.start.StartLook;
import initscope.model.start.StartWatch;
import initscope.model.start.WatchedProcess;
import initscope.model.testing.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A watch of a service with a command before its main process, recorded on a host; its last look was written by hand.
class StartWatchDecoderTest {
  private static Bytes recorded() throws IOException {
    try (InputStream in =
        StartWatchDecoderTest.class.getResourceAsStream(
            "/initscope/formats/proc/recorded.start-watch")) {
      return Bytes.of(Objects.requireNonNull(in).readAllBytes());
    }
  }

  private static StartWatch decode(String text) {
    return new StartWatchDecoder().decode(Bytes.of(text)).value();
  }

  @Test
  void readsLooksAndWhatSystemdSaid() throws Exception {
    Decoded<StartWatch> decoded = new StartWatchDecoder().decode(recorded());
    assertThat(decoded.problems()).isEmpty();
    StartWatch watch = decoded.value();
    assertThat(watch.monotonic()).isTrue();
    assertThat(watch.looks()).hasSize(4);
    WatchedProcess sleep = watch.looks().getFirst().process(2304).orElseThrow();
    assertThat(sleep.comm()).isEqualTo("sleep");
    assertThat(sleep.wchan()).hasValue("hrtimer_nanosleep");
    assertThat(sleep.waitNanos()).hasValue(380_511_524L);
    assertThat(sleep.switches()).hasValue(2);
    WatchedProcess own = watch.looks().get(2).process(2328).orElseThrow();
    assertThat(own.syscall()).hasValue(new SyscallState.Running());
    assertThat(own.wchan()).isEmpty();
    assertThat(own.readBytes()).hasValue(77_824L);
    assertThat(own.readCalls()).hasValue(21L);
    assertThat(watch.units().getFirst().properties()).containsEntry("ActiveState", "active");
  }

  @Test
  void readsSocketsFilesAndThrottling() throws Exception {
    StartLook last = new StartWatchDecoder().decode(recorded()).value().looks().getLast();
    assertThat(last.listens()).hasSize(1);
    assertThat(last.listens().getFirst()).startsWith("tcp6 ").contains(":1F90 ");
    assertThat(last.accepted()).hasSize(1);
    assertThat(last.files()).containsExactly("socket:[25001]", "/opt/bins/data/shards/0042");
    assertThat(last.throttledNanos()).hasValue(1_500_000L);
    assertThat(last.filesOf()).hasValue(2328);
  }

  @Test
  void isRecognisedByItsFirstLine() throws Exception {
    assertThat(Formats.recognise(recorded()).orElseThrow()).isInstanceOf(StartWatchDecoder.class);
    assertThat(new StartWatchDecoder().recognises(Bytes.of("s o s\n"))).isFalse();
  }

  @Test
  void withoutTheTimerListTimesAreHundredthsSinceBoot() {
    StartWatch watch = decode("s u12.34\nt u12.35\n");
    assertThat(watch.monotonic()).isFalse();
    assertThat(watch.looks().getFirst().fromNanos()).isEqualTo(12_340_000_000L);
    assertThat(decode("s u12.3\nt u12.35\n").looks()).as("not what it writes").isEmpty();
  }

  @Test
  void aFileCannotForgeALook() {
    StartWatch watch =
        decode("s 1000\nf 7\nl 3 -> /tmp/x\ns 5\nt 6\nl 4 -> /tmp/y\nt 2000\ns 3000\nt 4000\n");
    assertThat(watch.looks()).hasSize(2);
    assertThat(watch.looks().getFirst().fromNanos()).isEqualTo(1000);
    assertThat(watch.looks().getFirst().toNanos()).isEqualTo(2000);
  }

  @Test
  void aLookThatWasCutIsLeftOut() {
    Decoded<StartWatch> cut =
        new StartWatchDecoder().decode(Bytes.of("s 10\nt 20\ns 30\n7/wchan:0\n"));
    assertThat(cut.value().looks()).hasSize(1);
    assertThat(cut.problems()).extracting(p -> p.id()).containsExactly("watch.look.unfinished");
  }

  @Test
  void manyProcessesAndFilesAreBounded() {
    StringBuilder text = new StringBuilder("s 1\n");
    for (int i = 1; i < 5000; i++) {
      text.append(i).append("/wchan:x\n").append("l 9 -> /f/").append(i).append('\n');
    }
    StartLook look = decode(text.append("t 2\n").toString()).looks().getFirst();
    assertThat(look.processes()).hasSize(8);
    assertThat(look.files()).hasSize(256);
  }

  @Test
  void bearsDamage() throws Exception {
    StartWatchDecoder decoder = new StartWatchDecoder();
    Damage.cuts(recorded(), 400, cut -> assertThat(decoder.decode(cut)).isNotNull());
    Damage.flips(recorded(), 2000, 7, bad -> assertThat(decoder.decode(bad)).isNotNull());
  }
}
