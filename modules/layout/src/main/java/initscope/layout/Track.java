package initscope.layout;

import initscope.model.Selection;
import java.util.List;
import java.util.Optional;

/// One row of a timeline.
///
/// @param group heading it stands under
/// @param label what it is, at the left; host text, not yet safe for a screen
/// @param detail what is known of it, in a few words; host text
/// @param lane its spans
/// @param selects what choosing the row chooses in every view
/// @param goroutines ids of those the row stands for
public record Track(
    Group group, String label, String detail, Lane lane, Selection selects, List<Long> goroutines) {
  /// Keeps an immutable copy.
  public Track {
    goroutines = List.copyOf(goroutines);
  }

  /// A row of these spans.
  static Track of(Group group, String label, String detail, Selection selects, List<Span> spans) {
    return new Track(group, label, detail, new Lane(spans), selects, List.of());
  }

  /// The unit of a boot that the row stands for, where it does.
  public Optional<String> bootUnit() {
    return group == Group.PATH || group == Group.UNITS ? Optional.of(label) : Optional.empty();
  }

  /// Headings, in the order they are drawn.
  public enum Group {
    /// The phases of a boot.
    BOOT,
    /// What a boot would have been, predicted.
    WHAT_IF,
    /// The chain of units that decided when a boot's target was up.
    PATH,
    /// Every unit of a boot.
    UNITS,
    /// A start that was watched.
    START,
    /// What systemd knows.
    UNIT,
    /// The process as a whole.
    PROCESS,
    /// Package initialisation.
    INIT,
    /// Kernel threads of execution.
    THREADS,
    /// Goroutines, those with the same stack as one row.
    GOROUTINES,
    /// What was written.
    JOURNAL;

    /// Key of the heading in {@link Words}.
    public String key() {
      return "group." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
