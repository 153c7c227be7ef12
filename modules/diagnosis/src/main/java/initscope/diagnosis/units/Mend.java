package initscope.diagnosis.units;

import initscope.model.change.SetUnit;
import initscope.model.finding.Sentence;

/// How a mistake is mended.
public sealed interface Mend {
  /// By a change that can be planned and taken back.
  record ByDropIn(SetUnit change) implements Mend {}

  /// Not by a change of ours.
  ///
  /// @param why, and what to do instead
  record ByHand(Sentence why) implements Mend {}
}
