package initscope.layout;

import initscope.model.Selection;
import java.util.Optional;
import java.util.OptionalLong;

/// Whether something is what the user chose, wherever it was chosen.
public final class Selected {
  private Selected() {}

  /// True when anything that {@code item} stands for is chosen.
  public static boolean is(Selection chosen, Selection item) {
    return same(chosen.goroutine(), item.goroutine())
        || same(chosen.tid(), item.tid())
        || same(chosen.packagePath(), item.packagePath())
        || same(chosen.function(), item.function())
        || same(chosen.evidence(), item.evidence());
  }

  /// True when a row is chosen, by itself or by one of the goroutines it stands for.
  public static boolean is(Selection chosen, Track track) {
    return is(chosen, track.selects())
        || (chosen.goroutine().isPresent()
            && track.goroutines().contains(chosen.goroutine().getAsLong()));
  }

  private static boolean same(OptionalLong a, OptionalLong b) {
    return a.isPresent() && a.equals(b);
  }

  private static <T> boolean same(Optional<T> a, Optional<T> b) {
    return a.isPresent() && a.equals(b);
  }
}
