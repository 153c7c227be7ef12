package initscope.views;

/// A chart: it can be moved in by keys, searched, and read as a table.
interface Chart {
  /// Does what a key asks.
  void act(Act act);

  /// Shows the table in place of the picture, or the picture again.
  void toggleTable();

  /// Puts the focus into the search field.
  void startSearch();

  /// Clears the search.
  ///
  /// @return whether there was one
  boolean endSearch();
}
