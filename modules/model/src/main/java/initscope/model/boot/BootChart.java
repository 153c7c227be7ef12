package initscope.model.boot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What bootchart recorded: how busy processors and disks were while the host booted, and which processes lived when.
///
/// @param header the recorder's words about the host, such as {@code title} and {@code system.kernel.options}, in their order
/// @param cpuCount processors; 0 where it is not told
/// @param cpu shares of processor time between two samples, by time
/// @param disk traffic of all disks between two samples, by time
/// @param processes by pid, of those seen at least once
public record BootChart(
    Map<String, String> header,
    int cpuCount,
    List<CpuSample> cpu,
    List<DiskSample> disk,
    List<ChartProcess> processes) {
  /// Keeps immutable copies.
  public BootChart {
    header = Collections.unmodifiableMap(new LinkedHashMap<>(header));
    cpu = List.copyOf(cpu);
    disk = List.copyOf(disk);
    processes = List.copyOf(processes);
  }

  /// Processor time between the sample before and this one; shares of 1 over all processors.
  ///
  /// @param atNanos the end of that time
  /// @param user programs; of systemd-bootchart, which does not tell them apart, all work
  /// @param system kernel, interrupts included
  /// @param iowait idle while a disk was waited for
  public record CpuSample(long atNanos, double user, double system, double iowait) {}

  /// Disk traffic between the sample before and this one.
  ///
  /// @param atNanos the end of that time
  /// @param readBytesPerSecond read
  /// @param writeBytesPerSecond written
  /// @param busy share of that time in which disks worked, all added up and divided by the number of processors as bootchart does, at most 1
  public record DiskSample(
      long atNanos, double readBytesPerSecond, double writeBytesPerSecond, double busy) {}

  /// A process.
  ///
  /// @param pid its id
  /// @param parentPid its parent's, as first seen; 0 where it has none
  /// @param name its command as the kernel has it, without parentheses; as last seen
  /// @param startNanos it began
  /// @param endNanos it was last seen
  /// @param samples how often it was seen after the first time
  /// @param userNanos processor time of programs, over what was recorded
  /// @param systemNanos processor time of the kernel, over what was recorded
  public record ChartProcess(
      long pid,
      long parentPid,
      String name,
      long startNanos,
      long endNanos,
      int samples,
      long userNanos,
      long systemNanos) {}
}
