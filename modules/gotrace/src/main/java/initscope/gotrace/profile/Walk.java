package initscope.gotrace.profile;

import initscope.gotrace.TraceTrack;

/// Goes over the states of all goroutines, one after another, and adds up what a profile counts.
interface Walk extends TraceTrack.Visitor {
  /// A goroutine's states follow.
  ///
  /// @param row of the trace's goroutines
  void begin(int row);

  /// All its states were told.
  void end();
}
