package initscope.layout.trace;

/// One row over time.
interface RowSource {
  /// How many states begin in an interval, about.
  long count(long from, long to);

  /// Visits the states that overlap an interval. Costs what it visits.
  void visit(long from, long to, StateSink sink);

  /// How long each of four kinds lasted before each of many moments. Costs a search for each moment.
  ///
  /// @param moments ascending
  /// @param sums four for each moment
  /// @param counts how many states had begun, one for each moment
  void sums(long[] moments, long[] sums, long[] counts);
}
