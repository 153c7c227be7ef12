package initscope.tuning.model;

/// What is left when nothing moves any more, as far as a run of the real guard by the real engine shows it too.
///
/// @param confirmedTold whether the user was told last that the change is kept
/// @param journal {@code NONE}, {@code CONFIRMED} or {@code ROLLED}; what needs a person counts as rolled
/// @param runtime {@code OLD}, {@code OURS} or {@code FOREIGN}
/// @param file the same
/// @param record whether the host still holds a record
public record Ending(
    boolean confirmedTold, String journal, Value runtime, Value file, boolean record) {
  static Ending of(World w) {
    return new Ending(
        w.told() == World.Told.CONFIRMED,
        w.journal().name(),
        w.runtime() == Value.BOOT ? Value.OLD : w.runtime(),
        w.file(),
        w.record().is());
  }
}
