package initscope.collect;

import initscope.model.Coverage;
import initscope.model.Failure;
import java.util.List;

/// Starts the unit that a capture watches. A capture itself starts nothing and changes nothing.
public interface Starter {
  /// One that starts nothing: somebody else does.
  Starter NOBODY =
      new Starter() {
        @Override
        public String start() {
          return "";
        }

        @Override
        public List<Coverage> coverage() {
          return List.of();
        }
      };

  /// Has systemd start the unit; does not wait until it has started.
  ///
  /// @return what the host answered, which is kept as a raw entry
  String start() throws Failure;

  /// What its steps gave: the restart, and the change for the time of the capture.
  List<Coverage> coverage();
}
