package initscope.views;

/// A drawing of an incident: keys move about in it, a search marks parts of it and goes from one to the next.
interface Drawing {
  /// Marks what holds a text.
  ///
  /// @return how many parts do
  int search(String text);

  /// Goes to the next or previous part that was found.
  ///
  /// @param step 1 or -1
  void stepMatch(int step);

  /// Does what a key asks.
  void act(Act act);
}
