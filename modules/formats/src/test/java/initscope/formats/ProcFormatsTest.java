package initscope.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.os.OsReleaseDecoder;
import initscope.formats.proc.CgroupDecoder;
import initscope.formats.proc.FdDecoder;
import initscope.formats.proc.KernelStackDecoder;
import initscope.formats.proc.LimitsDecoder;
import initscope.formats.proc.LocksDecoder;
import initscope.formats.proc.MapsDecoder;
import initscope.formats.proc.MountinfoDecoder;
import initscope.formats.proc.NetArpDecoder;
import initscope.formats.proc.NetRouteDecoder;
import initscope.formats.proc.NetTcpDecoder;
import initscope.formats.proc.NetUnixDecoder;
import initscope.formats.proc.ProcStatDecoder;
import initscope.formats.proc.ProcStatusDecoder;
import initscope.formats.proc.SyscallDecoder;
import initscope.formats.proc.TaskSchedDecoder;
import initscope.formats.proc.WchanDecoder;
import initscope.model.Bytes;
import initscope.model.Decoder;
import initscope.model.host.CgroupMembership;
import initscope.model.host.FileLock;
import initscope.model.host.InetSocket;
import initscope.model.host.KernelFrame;
import initscope.model.host.LastRun;
import initscope.model.host.Limit;
import initscope.model.host.Mapping;
import initscope.model.host.Neighbour;
import initscope.model.host.OpenFile;
import initscope.model.host.Route;
import initscope.model.host.SyscallState;
import initscope.model.host.UnixSocket;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The corners of the kernel's text files, one by one.
class ProcFormatsTest {
  private static <T> T clean(Decoder<T> decoder, String text) {
    var seen = decoder.decode(Bytes.of(text));
    assertThat(seen.problems()).isEmpty();
    return seen.value();
  }

  @Test
  void mapsKeepPathsAsTheyAre() {
    List<Mapping> maps =
        clean(
            new MapsDecoder(),
            """
            00400000-00401000 r-xp 0000a000 fd:00 657514                             /opt/a b\\012c (deleted)
            7f0000000000-7f0000001000 rw-s 00000000 00:01 2 /dev/zero (deleted)
            7f0000002000-7f0000003000 ---p 00000000 00:00 0
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            Size:                  4 kB
            VmFlags: rd ex mr mw me
            7f0000004000-7f0000005000 r--p 00000000 00:05 9 anon_inode:[perf_event]
            """);
    assertThat(maps).hasSize(5);
    assertThat(maps.get(0).path()).isEqualTo("/opt/a b\nc");
    assertThat(maps.get(0).deleted()).isTrue();
    assertThat(maps.get(0).fileOffset()).isEqualTo(0xa000);
    assertThat(maps.get(2).path()).isEmpty();
    assertThat(maps.get(3).sizeBytes()).isEqualTo(0x1000);
    assertThat(maps.get(4).path()).isEqualTo("anon_inode:[perf_event]");
  }

  @Test
  void aCutMapsLineIsToldAsUnfinished() {
    var seen = new MapsDecoder().decode(Bytes.of("00400000-00401000 r-xp 0 fd:00 6 /usr/bin/fr"));
    assertThat(seen.value()).hasSize(1);
    assertThat(seen.problems().getFirst().id()).isEqualTo("maps.line.unfinished");
  }

  @Test
  void commandNamesCannotForgeFields() {
    String rest =
        " S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28"
            + " 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43\n";
    assertThat(clean(new ProcStatDecoder(), "77 (a) R 9\n()" + rest.replace("\n", "") + "\n"))
        .hasValueSatisfying(
            s -> {
              assertThat(s.comm()).isEqualTo("a) R 9\n(");
              assertThat(s.state()).isEqualTo('S');
              assertThat(s.userTicks()).isEqualTo(11);
            });
    assertThat(
            clean(new ProcStatusDecoder(), "Name:\ta\\nState:\\\\\nState:\tD (disk sleep)\n")
                .name())
        .contains("a\nState:\\");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1 (a", "1 (a)", "1 (a) S", "x (a) S 1 2", "1 (a) S 1 2 3 4"})
  void aShortStatIsAbsent(String text) {
    assertThat(new ProcStatDecoder().decode(Bytes.of(text)).value()).isEmpty();
    assertThat(new ProcStatDecoder().decode(Bytes.of(text)).problems()).hasSize(1);
  }

  @Test
  void wchanZeroIsNowhere() {
    assertThat(clean(new WchanDecoder(), "0")).isEmpty();
    assertThat(clean(new WchanDecoder(), "")).isEmpty();
    assertThat(clean(new WchanDecoder(), "futex_wait_queue")).contains("futex_wait_queue");
    assertThat(clean(new WchanDecoder(), "do_sys_poll.isra.0\n")).contains("do_sys_poll.isra.0");
    assertThat(new WchanDecoder().decode(Bytes.of("a b")).problems()).hasSize(1);
  }

  @Test
  void syscallHasThreeForms() {
    assertThat(clean(new SyscallDecoder(), "running\n")).contains(new SyscallState.Running());
    assertThat(clean(new SyscallDecoder(), "-1 0x7ffc 0x48a1c3\n"))
        .contains(new SyscallState.Blocked(0x7ffc, 0x48a1c3));
    assertThat(
            clean(new SyscallDecoder(), "202 0x1 0x80 0x0 0xffffffffffffffff 0x0 0x0 0x7f 0x48\n"))
        .contains(new SyscallState.In(202, List.of(1L, 128L, 0L, -1L, 0L, 0L), 0x7f, 0x48));
    assertThat(new SyscallDecoder().decode(Bytes.of("202 0x1 0x80\n")).value()).isEmpty();
  }

  @Test
  void kernelStacksOfAllKernels() {
    assertThat(
            clean(
                new KernelStackDecoder(),
                """
                [<0>] ceph_mdsc_do_request+0x186/0x240 [ceph]
                [<ffffffff81234567>] futex_wait_queue_me+0xc4/0x120
                [<ffffffffa0123456>] xfs_buf_iowait+0x2f/0x90 [xfs 0f1e2d3c]
                [<0>] do_syscall_64.part.0+0x5/0x9
                [<0>] 0xffffffffc0000001
                [<ffffffffffffffff>] 0xffffffffffffffff
                """))
        .containsExactly(
            new KernelFrame("ceph_mdsc_do_request", 0x186, 0x240, "ceph"),
            new KernelFrame("futex_wait_queue_me", 0xc4, 0x120, ""),
            new KernelFrame("xfs_buf_iowait", 0x2f, 0x90, "xfs"),
            new KernelFrame("do_syscall_64.part.0", 5, 9, ""),
            new KernelFrame("0xffffffffc0000001", -1, -1, ""));
  }

  @Test
  void openFilesFromLinksAndFromLs() {
    assertThat(
            clean(
                new FdDecoder(),
                """
                total 0
                3 socket:[123]
                4 /var/lib/a -> b (deleted)
                5 anon_inode:[eventpoll]
                lrwx------ 1 root root 64 Nov 25 04:00 6 -> socket:[99]
                lr-x------. 1 app app 64 Nov 25 04:00 7 -> /x -> y
                """))
        .containsExactly(
            new OpenFile(3, "socket:[123]"),
            new OpenFile(4, "/var/lib/a -> b (deleted)"),
            new OpenFile(5, "anon_inode:[eventpoll]"),
            new OpenFile(6, "socket:[99]"),
            new OpenFile(7, "/x -> y"));
  }

  @Test
  void socketsOfFourTables() {
    List<InetSocket> sockets =
        clean(
            new NetTcpDecoder(),
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:1F90 00000000:0000 0A 00000000:00000005 00:00000000 00000000  1000        0 12345 1 0000000000000000 100 0 0 10 0
               1: 0F02000A:8C2E 010200C0:1BA7 02 00000001:00000000 01:00000064 00000003     0        0 777 2 0000000000000000 400 0 0 1 7
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0000000000000000 100 0 0 10 0
               1: 0000000000000000FFFF00000100007F:0016 B80D0120000000000000000001000000:C000 01 00000000:00000000 02:00000BB8 00000000     0        0 2 1 0000000000000000 20 4 30 10 -1
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
              77: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 3 2 0000000000000000 0
            """);
    assertThat(sockets)
        .extracting(s -> s.protocol() + " " + s.local() + " " + s.remote() + " " + s.state())
        .containsExactly(
            "tcp 127.0.0.1:8080 0.0.0.0:0 LISTEN",
            "tcp 10.0.2.15:35886 192.0.2.1:7079 SYN-SENT",
            "tcp6 [::1]:22 [::]:0 LISTEN",
            "tcp6 [::ffff:127.0.0.1]:22 [2001:db8::1]:49152 ESTAB",
            "udp 0.0.0.0:68 0.0.0.0:0 UNCONN");
    assertThat(sockets.get(0).receiveQueueBytes()).isEqualTo(5);
    InetSocket dial = sockets.get(1);
    assertThat(dial.timer()).isEqualTo(1);
    assertThat(dial.timerTicks()).isEqualTo(100);
    assertThat(dial.retransmits()).isEqualTo(3);
    assertThat(dial.inode()).isEqualTo(777);
  }

  @Test
  void unixSocketsWithBlanksInTheirPath() {
    assertThat(
            clean(
                new NetUnixDecoder(),
                """
                Num       RefCount Protocol Flags    Type St Inode Path
                0000000000000000: 00000002 00000000 00010000 0001 01 12345 /run/a b.sock
                ffff88003d6c8000: 00000003 00000000 00000000 0002 03   77 @/tmp/x
                0000000000000000: 00000003 00000000 00000000 0005 03 78
                """))
        .containsExactly(
            new UnixSocket("LISTEN", "stream", 12345, "/run/a b.sock"),
            new UnixSocket("CONNECTED", "dgram", 77, "@/tmp/x"),
            new UnixSocket("CONNECTED", "seqpacket", 78, ""));
  }

  @Test
  void limitsWithAndWithoutUnit() {
    assertThat(
            clean(
                new LimitsDecoder(),
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            1024                 524288               files
                Max core file size        0                    unlimited            bytes
                Max nice priority         0                    0
                """))
        .containsExactly(
            new Limit("Max open files", OptionalLong.of(1024), OptionalLong.of(524288), "files"),
            new Limit("Max core file size", OptionalLong.of(0), OptionalLong.empty(), "bytes"),
            new Limit("Max nice priority", OptionalLong.of(0), OptionalLong.of(0), ""));
  }

  @Test
  void cgroupsOfBothVersions() {
    assertThat(
            clean(
                new CgroupDecoder(),
                "4:cpu,cpuacct:/a:b\n1:name=systemd:/x\n0::/system.slice/a b.service (deleted)\n"))
        .containsExactly(
            new CgroupMembership(4, List.of("cpu", "cpuacct"), "/a:b"),
            new CgroupMembership(1, List.of("name=systemd"), "/x"),
            new CgroupMembership(0, List.of(), "/system.slice/a b.service (deleted)"));
  }

  @Test
  void mountsWithEscapesTagsAndNoSource() {
    var mounts =
        clean(
            new MountinfoDecoder(),
            """
            36 35 98:0 /m\\040nt /a\\011b\\134c rw,noatime master:1 shared:7 - ext3 /dev/r\\043 rw,errors=continue
            37 35 0:44 / /tmp rw - tmpfs  rw
            38 35 0:45 net:[4026531840] /run/netns/x rw - nsfs nsfs rw
            """);
    assertThat(mounts.get(0).root()).isEqualTo("/m nt");
    assertThat(mounts.get(0).mountPoint()).isEqualTo("/a\tb\\c");
    assertThat(mounts.get(0).tags()).containsExactly("master:1", "shared:7");
    assertThat(mounts.get(0).source()).isEqualTo("/dev/r#");
    assertThat(mounts.get(1).source()).isEmpty();
    assertThat(mounts.get(1).superOptions()).containsExactly("rw");
    assertThat(mounts.get(2).root()).isEqualTo("net:[4026531840]");
  }

  @Test
  void routesAndWhoAnswersOnTheNetwork() {
    assertThat(
            clean(
                new NetRouteDecoder(),
                """
                Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
                eth0\t00000000\t010200C0\t0003\t0\t0\t100\t00000000\t0\t0\t0
                eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                *\t0000FEA9\t00000000\t0201\t0\t0\t0\t0000FFFF\t0\t0\t0
                """))
        .containsExactly(
            new Route("eth0", "0.0.0.0", 0, "192.0.2.1", true, false, 100),
            new Route("eth0", "192.0.2.0", 24, "0.0.0.0", true, false, 0),
            new Route("*", "169.254.0.0", 16, "0.0.0.0", true, true, 0));
    assertThat(
            clean(
                new NetArpDecoder(),
                """
                IP address       HW type     Flags       HW address            Mask     Device
                192.0.2.77       0x1         0x0         00:00:00:00:00:00     *        eth0
                192.0.2.1        0x1         0x2         02:fc:00:00:00:05     *        eth0
                """))
        .containsExactly(
            new Neighbour("192.0.2.77", "eth0", false), new Neighbour("192.0.2.1", "eth0", true));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0, 8, 10.1.2.3, true",
    "10.0.0.0, 8, 11.1.2.3, false",
    "0.0.0.0, 0, 8.8.8.8, true",
    "192.0.2.4, 32, 192.0.2.4, true",
    "192.0.2.4, 32, 192.0.2.5, false",
    "192.0.2.128, 25, 192.0.2.200, true",
    "0.0.0.0, 0, ::1, false",
    "0.0.0.0, 0, 1.2.3, false",
    "0.0.0.0, 0, 1.2.3.4.5, false",
    "0.0.0.0, 0, 1.2.3.256, false"
  })
  void whatARouteCovers(String network, int length, String address, boolean covered) {
    Route route = new Route("eth0", network, length, "0.0.0.0", true, false, 0);
    assertThat(route.covers(address)).isEqualTo(covered);
  }

  @Test
  void whenEachThreadLastRan() {
    String text =
        """
        task/4711/sched:se.exec_start                                :      40557986.841577
        task/4712/sched:se.exec_start                      :             0.000012
        cpu 3 se.exec_start                                :      40599693.091287
        """;
    assertThat(clean(new TaskSchedDecoder(), text))
        .containsExactly(
            new LastRun.Thread(4711, 40_557_986_841_577L),
            new LastRun.Thread(4712, 12),
            new LastRun.Reader(3, 40_599_693_091_287L));
    for (String bad :
        List.of(
            "task/4711/sched:se.exec_start : 12.5",
            "cpu x se.exec_start : 12.500000",
            "task/x/sched:se.exec_start : 12.500000",
            "task/1/sched:se.exec_start : -12.500000",
            "task/1/sched:se.exec_start : 99999999999999999999.500000",
            "task/1/sched:se.vruntime : 12.500000")) {
      assertThat(new TaskSchedDecoder().decode(Bytes.of(bad.getBytes(UTF_8))).value())
          .as(bad)
          .isEmpty();
    }
  }

  @Test
  void locksAndWhoWaitsForThem() {
    assertThat(
            clean(
                new LocksDecoder(),
                """
                1: POSIX  ADVISORY  WRITE 1234 fd:00:12345 0 EOF
                1: -> POSIX  ADVISORY  READ  77 fd:00:12345 0 9
                2: OFDLCK ADVISORY  READ -1 00:06:1028 0 EOF
                3: LEASE  ACTIVE    WRITE 9 fd:00:5 0 EOF
                lock:\t4: FLOCK  ADVISORY  WRITE 8 fe:00:6 0 EOF
                """))
        .containsExactly(
            new FileLock(1, false, "POSIX", "WRITE", 1234, "fd:00", 12345),
            new FileLock(1, true, "POSIX", "READ", 77, "fd:00", 12345),
            new FileLock(2, false, "OFDLCK", "READ", -1, "00:06", 1028),
            new FileLock(3, false, "LEASE", "WRITE", 9, "fd:00", 5),
            new FileLock(4, false, "FLOCK", "WRITE", 8, "fe:00", 6));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=plain|plain",
        "A=\"two words\"|two words",
        "A='si\"ngle'|si\"ngle",
        "A=\"a\\\"b\\$c\\\\d\\`e\\x\"|a\"b$c\\d`e\\x",
        "A=b\\ c|b c",
        "A=\"a\"'b'c|abc",
        "A=x   # why|x",
        "A=|~~",
      })
  void releaseValuesAreReadAsAShellDoes(String line, String value) {
    assertThat(clean(new OsReleaseDecoder(), "# c\n\n" + line + "\n").fields())
        .containsEntry("A", value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=\"open", "A=two words", "no equals", "9A=x", "=x"})
  void releaseLinesThatAreNoneAreProblems(String line) {
    var seen = new OsReleaseDecoder().decode(Bytes.of("ID=x\n" + line + "\n"));
    assertThat(seen.value().fields()).containsOnlyKeys("ID");
    assertThat(seen.problems()).hasSize(1);
    assertThat(seen.problems().getFirst().offset()).isEqualTo(5);
  }
}
