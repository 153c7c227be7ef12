package initscope.gotrace.v1;

import initscope.model.Progress.CancelledException;

/// Events in their own order, one of the sequences to merge: the head event is in the fields.
abstract class Lane {
  /// Rank among lanes, so that equal keys have one order.
  final int rank;

  /// What lanes are merged by: ticks, in the 1.5 format the sequence.
  long key;

  int type;
  long ticks;
  long offset;
  int p;
  long g;
  int stack;
  long arg0;
  long arg1;
  long arg2;

  /// Row of `g` in the table of goroutines.
  int gRow;

  /// Row of the goroutine whose state the event changes, -1 for none.
  int orderRow;

  /// Row of the goroutine that runs on the P after the events taken so far.
  int currentRow;

  /// Whether the head event waits for the state of a goroutine.
  boolean waits;

  /// The next lane that waits for the same goroutine, -1 for none.
  int nextWaiting = -1;

  /// Whether the P was started, the row of the goroutine it runs, and what it has begun: only `Check` touches these.
  boolean running;

  int runs;
  boolean sweeping;
  boolean stopping;

  Lane(int rank, int currentRow) {
    this.rank = rank;
    this.currentRow = currentRow;
    runs = currentRow;
  }

  /// Moves to the next event; false where there is none.
  abstract boolean next() throws CancelledException;

  final boolean before(Lane other) {
    return key < other.key || (key == other.key && rank < other.rank);
  }
}
