package initscope.evidence.join;

import initscope.formats.os.OsReleaseDecoder;
import initscope.formats.proc.NetArpDecoder;
import initscope.formats.proc.NetRouteDecoder;
import initscope.formats.proc.ProcStatDecoder;
import initscope.model.ClockFit;
import initscope.model.host.HostFacts;
import initscope.model.host.OsRelease;
import initscope.model.host.ProcStat;
import initscope.xray.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Who the host is, and how its clocks relate.
final class HostJoin {
  private static final long TICK = 10_000_000L;

  private HostJoin() {}

  static HostFacts facts(Pieces pieces) {
    Optional<OsRelease> os = pieces.decode("host/os-release", new OsReleaseDecoder());
    List<String> uname = pieces.text("host/uname").map(t -> t.lines().toList()).orElse(List.of());
    return new HostFacts(
        line(uname, 0),
        os.map(OsRelease::id),
        os.flatMap(OsRelease::versionId),
        os.flatMap(OsRelease::prettyName),
        line(uname, 1),
        line(uname, 2),
        pieces.text("host/boot-id"),
        pieces.text("host/uptime").map(HostJoin::seconds).orElse(OptionalLong.empty()),
        pieces.text("host/cgroup-fs").flatMap(HostJoin::cgroupVersion),
        pieces.text("host/selinux").flatMap(HostJoin::selinux),
        pieces.text("host/cmdline"),
        pieces.list("proc/net/route", new NetRouteDecoder()),
        pieces.list("proc/net/arp", new NetArpDecoder()));
  }

  private static Optional<String> line(List<String> lines, int index) {
    return index < lines.size() ? Optional.of(lines.get(index)) : Optional.empty();
  }

  private static Optional<String> cgroupVersion(String fileSystem) {
    return switch (fileSystem) {
      case "cgroup2fs" -> Optional.of("2");
      case "tmpfs" -> Optional.of("1");
      default -> Optional.empty();
    };
  }

  private static Optional<String> selinux(String enforce) {
    return switch (enforce) {
      case "1" -> Optional.of("enforcing");
      case "0" -> Optional.of("permissive");
      default -> Optional.empty();
    };
  }

  /// How wall clock and monotonic clock map to the time axis of the entries, from what was read beside each other.
  static List<ClockFit> clocks(Pieces pieces) {
    List<ClockFit> fits = new ArrayList<>();
    Optional<Piece> date = pieces.get("host/date");
    OptionalLong real =
        pieces.text("host/date").map(HostJoin::seconds).orElse(OptionalLong.empty());
    if (date.isPresent() && real.isPresent() && date.get().startNanos().isPresent()) {
      fits.add(
          new ClockFit(
              "realtime", date.get().startNanos().getAsLong() - real.getAsLong(), 3 * TICK));
    }
    Optional<Piece> timer = pieces.get("host/timer-now");
    OptionalLong now =
        pieces.text("host/timer-now").map(HostJoin::timer).orElse(OptionalLong.empty());
    if (timer.isPresent() && now.isPresent() && timer.get().startNanos().isPresent()) {
      fits.add(
          new ClockFit(
              "monotonic", timer.get().startNanos().getAsLong() - now.getAsLong(), 3 * TICK));
    }
    return fits;
  }

  /// CLOCK_MONOTONIC when the host was read, which only root may ask for, and when the process began. What /proc/uptime has counts the time
  /// that a host was suspended as well.
  static Optional<Clock> clock(Pieces pieces) {
    OptionalLong now =
        pieces.text("host/timer-now").map(HostJoin::timer).orElse(OptionalLong.empty());
    Optional<ProcStat> stat = pieces.decode("proc/stat", new ProcStatDecoder()).flatMap(s -> s);
    return now.isPresent() && stat.isPresent()
        ? Optional.of(new Clock(now.getAsLong(), stat.get().startTicks() * ProcStat.TICK_NANOS))
        : Optional.empty();
  }

  /// {@code now at 123456789 nsecs}.
  private static OptionalLong timer(String text) {
    String[] words = text.split(" ", 4);
    return words.length > 2 && number(words[2])
        ? OptionalLong.of(Long.parseLong(words[2]))
        : OptionalLong.empty();
  }

  /// Seconds with a fraction, as /proc/uptime and date have them, in nanoseconds.
  static OptionalLong seconds(String text) {
    int end = text.indexOf(' ');
    String word = end < 0 ? text : text.substring(0, end);
    int point = word.indexOf('.');
    String whole = point < 0 ? word : word.substring(0, point);
    String fraction = point < 0 ? "" : word.substring(point + 1);
    String nanos = (fraction + "000000000").substring(0, 9);
    return number(whole) && whole.length() < 11 && number(nanos)
        ? OptionalLong.of(Long.parseLong(whole) * 1_000_000_000L + Long.parseLong(nanos))
        : OptionalLong.empty();
  }

  private static boolean number(String word) {
    return !word.isEmpty()
        && word.length() < 19
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
