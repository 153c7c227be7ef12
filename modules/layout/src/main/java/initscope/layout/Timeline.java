package initscope.layout;

import java.util.List;
import java.util.OptionalLong;

/// Everything that is known over time, on the host's monotonic clock.
///
/// @param tracks rows, by group
/// @param whole from the first to the last moment of anything
/// @param originNanos what the axis counts from: the start of the process where known
/// @param observedNanos when the capture looked, where known
/// @param title the picture's name, for people
/// @param sentence what it shows, in one sentence
/// @param axis key of the words for what the axis counts from
/// @param note what the reader must know of its times, empty for nothing
public record Timeline(
    List<Track> tracks,
    Viewport whole,
    long originNanos,
    OptionalLong observedNanos,
    String title,
    String sentence,
    String axis,
    String note) {
  /// Nothing to draw.
  public static final Timeline EMPTY =
      new Timeline(List.of(), new Viewport(0, 1_000_000_000L), 0, OptionalLong.empty(), "", "", "");

  /// One that counts from the start of the process where it was looked at, else from boot.
  public Timeline(
      List<Track> tracks,
      Viewport whole,
      long originNanos,
      OptionalLong observedNanos,
      String title,
      String sentence,
      String note) {
    this(
        tracks,
        whole,
        originNanos,
        observedNanos,
        title,
        sentence,
        observedNanos.isPresent() ? "axis.process" : "axis.boot",
        note);
  }

  /// Keeps an immutable copy.
  public Timeline {
    tracks = List.copyOf(tracks);
  }
}
