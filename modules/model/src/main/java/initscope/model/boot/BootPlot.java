package initscope.model.boot;

import java.util.List;
import java.util.Optional;

/// What {@code systemd-analyze plot} drew. Times are read from the drawing, to 10 µs at the usual scale.
///
/// @param host whose boot it is
/// @param managerVersion systemd's version; empty where it is not told
/// @param times the phases, from their bars
/// @param report the words above the drawing, from whole milliseconds; absent where there are none
/// @param phases bars that are no units, in the order of the drawing
/// @param bars units, in the order of the drawing
public record BootPlot(
    PlotHost host,
    String managerVersion,
    BootTimes times,
    Optional<TimeReport> report,
    List<PlotPhase> phases,
    List<PlotBar> bars) {
  /// Keeps immutable copies.
  public BootPlot {
    phases = List.copyOf(phases);
    bars = List.copyOf(bars);
  }

  /// As a boot; of each unit what the drawing tells.
  public Boot boot() {
    return new Boot(
        managerVersion, times, bars.stream().map(bar -> bar.unit(times.finishAtNanos())).toList());
  }
}
