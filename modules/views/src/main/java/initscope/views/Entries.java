package initscope.views;

import initscope.model.RawEntry;
import java.util.List;
import java.util.Optional;

/// The raw entries of what is open.
public interface Entries {
  /// None.
  Entries NONE =
      new Entries() {
        @Override
        public List<String> names() {
          return List.of();
        }

        @Override
        public Optional<RawEntry> entry(String name) {
          return Optional.empty();
        }
      };

  /// Names as evidence spells them: {@code raw/proc/maps}, or the name of an input file.
  List<String> names();

  /// One entry by such a name.
  Optional<RawEntry> entry(String name);
}
