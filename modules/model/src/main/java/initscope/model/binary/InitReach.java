package initscope.model.binary;

import java.util.List;

/// Functions of interest that direct calls lead to from package inits. That a call can be reached does not say that it is executed.
///
/// @param calls in the order of the inits, nearest first
/// @param functions how many functions were looked into
/// @param partly of how many not all instructions were understood, so that calls may be missing
/// @param cut whether a limit ended the search before all was looked at
/// @param looked false where the code could not be looked at
public record InitReach(
    List<ReachedCall> calls, int functions, int partly, boolean cut, boolean looked) {
  /// Where nothing could be looked at.
  public static final InitReach NONE = new InitReach(List.of(), 0, 0, false, false);

  /// Keeps an immutable copy.
  public InitReach {
    calls = List.copyOf(calls);
  }
}
