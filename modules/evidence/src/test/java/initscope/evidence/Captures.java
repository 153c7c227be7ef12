package initscope.evidence;

import initscope.model.Bytes;
import initscope.model.Coverage;
import initscope.model.RawEntry.Sensitivity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Captures made in memory.
final class Captures {
  private Captures() {}

  static final Map<String, String> SMALL = small();

  private static Map<String, String> small() {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put("host/boot-id", "6a4f1b2c-0000-4000-8000-000000000001\n");
    entries.put("host/uptime", "100.50 90.00\n");
    entries.put("host/uname", "web-3\n3.10.0-1160.el7.x86_64\nx86_64\n");
    entries.put("host/date", "1700000100.500000000\n");
    entries.put("host/selinux", "1");
    entries.put("host/cgroup-fs", "tmpfs\n");
    entries.put(
        "host/locks",
        "1: FLOCK  ADVISORY  WRITE 900 fd:01:777 0 EOF\n"
            + "1: -> FLOCK  ADVISORY  WRITE 4711 fd:01:777 0 EOF\n");
    entries.put("host/sysctl/net/core/somaxconn", "128\n");
    String stat =
        "4711 (shop) S 1 4711 4711 0 -1 4194560 100 0 5 0 %d 3 0 0 20 0 2 0 9000 1000000 250 "
            + "18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0\n";
    entries.put("proc/stat", stat.formatted(10));
    entries.put("proc/cmdline", "/opt/shop/shop\0--port\0" + "80\0");
    entries.put("proc/exe", "/opt/shop/shop (deleted)");
    entries.put("proc/fd", "0 /dev/null\n3 socket:[5151]\n7 /var/lib/shop/lock\n");
    entries.put(
        "proc/net/tcp",
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
            + " inode\n"
            + "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0   "
            + "     0 4040 1\n"
            + "   1: 0100007F:C000 0200000A:1538 02 00000001:00000000 01:00000064 00000003  1000   "
            + "     0 5151 2\n");
    entries.put("proc/children", "4800 S git helper\n");
    entries.put("proc/task/4711/stat", stat.formatted(10));
    entries.put("proc/task/4711/stat.2", stat.formatted(40));
    entries.put("proc/task/4711/wchan", "ep_poll");
    entries.put("proc/task/4711/syscall", "232 0x4 0x7 0x80 0xffffffff 0x0 0x0 0x7ffc 0x4a\n");
    entries.put("unit/show", "Id=shop.service\nActiveState=activating\nMainPID=4711\n");
    entries.put(
        "unit/journal",
        "__CURSOR=a\n"
            + "__MONOTONIC_TIMESTAMP=90000000\n"
            + "_PID=4711\n"
            + "MESSAGE=init example.com/a @0.5 ms, 0.1 ms clock, 16 bytes, 2 allocs\n\n"
            + "__CURSOR=b\n"
            + "_PID=4711\n"
            + "MESSAGE=init example.com/b @0.7 ms, 0.2 ms clock, 32 bytes, 4 allocs\n\n");
    return entries;
  }

  static EntryInfo info(String name, Bytes bytes, long startNanos) {
    return new EntryInfo(
        name,
        name.substring(0, Math.max(name.indexOf('/'), 1)),
        List.of(),
        OptionalInt.empty(),
        startNanos,
        startNanos,
        false,
        Sensitivity.NAMES,
        bytes.size(),
        Sha256.of(bytes));
  }

  static byte[] zip(Map<String, String> entries) {
    List<EntryInfo> index = new ArrayList<>();
    Map<String, Bytes> members = new LinkedHashMap<>();
    long at = 100_000_000_000L;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      Bytes bytes = Bytes.of(entry.getValue());
      members.put(Capture.RAW + entry.getKey(), bytes);
      index.add(
          info(entry.getKey(), bytes, entry.getKey().endsWith(".2") ? at + 300_000_000L : at));
    }
    CaptureFacts facts =
        CaptureFacts.begin("test 1", "web-3", "attach", "pid 4711", 1_700_000_000_000L)
            .withMore(
                List.of(new Coverage("proc.maps", Coverage.State.REFUSED, "Permission denied")),
                List.of());
    Capture capture = new Capture(facts, index, members(members));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      CaptureWriter.write(capture, out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Members members(Map<String, Bytes> members) {
    return new Members() {
      @Override
      public List<String> names() {
        return List.copyOf(members.keySet());
      }

      @Override
      public Optional<Bytes> read(String name) {
        return Optional.ofNullable(members.get(name));
      }

      @Override
      public long sizeBytes(String name) {
        return read(name).map(Bytes::size).orElse(-1L);
      }
    };
  }
}
