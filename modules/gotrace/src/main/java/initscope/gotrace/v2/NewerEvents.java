package initscope.gotrace.v2;

import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// Events of a version newer than known: how many arguments each has is found by trying, as the number for which all batches consist of whole
/// events. Several may do; which is right shows when the scheduler is replayed.
final class NewerEvents {
  private static final int MOST_ARGUMENTS = 8;
  private static final int MOST_GUESSES = 64;
  private static final int MOST_NEW_TYPES = 3;

  private final Bytes bytes;
  private final int[] known;
  private List<int[]> guesses = new ArrayList<>();

  /// How much may still be looked at before it is left at what was found.
  private long leftBytes = 256L << 20;

  /// @param known number of arguments by type, the ticks included; -1 where no timed event has it
  NewerEvents(Bytes bytes, int[] known) {
    this.bytes = bytes;
    this.known = known;
    guesses.add(known);
  }

  /// Looks at a batch of a thread's stream.
  void learn(Batch batch) {
    for (int newTypes = 0; newTypes <= MOST_NEW_TYPES; newTypes++) {
      List<int[]> next = new ArrayList<>();
      for (int[] guess : guesses) {
        extend(batch, guess, newTypes, next);
      }
      if (!next.isEmpty()) {
        guesses = next;
        return;
      }
    }
    // the batch is damaged, and says nothing
  }

  /// Adds what would do for a batch.
  ///
  /// @param newTypes how many types more than the guess knows it may have
  private void extend(Batch batch, int[] guess, int newTypes, List<int[]> into) {
    leftBytes -= batch.size();
    if (into.size() >= MOST_GUESSES || leftBytes < 0) {
      return;
    }
    OptionalInt unknown = unknown(batch, guess);
    if (unknown.isEmpty()) {
      into.add(guess);
      return;
    }
    int type = unknown.getAsInt();
    for (int arguments = 1; type >= 0 && newTypes > 0 && arguments <= MOST_ARGUMENTS; arguments++) {
      int[] extended = guess.clone();
      extended[type] = arguments;
      extend(batch, extended, newTypes - 1, into);
    }
  }

  /// The first type that a guess does not know, -1 where the batch does not consist of whole events; empty where all is well.
  private OptionalInt unknown(Batch batch, int[] guess) {
    BatchReader in = new BatchReader(bytes, batch);
    while (in.more()) {
      int type = in.octet();
      if (guess[type] < 0) {
        boolean structure = type < known.length && type <= EventType.FREQUENCY;
        return OptionalInt.of(structure ? -1 : type);
      }
      for (int i = guess[type]; i > 0; i--) {
        in.number();
      }
    }
    return in.isWhole() ? OptionalInt.empty() : OptionalInt.of(-1);
  }

  /// Numbers of arguments that would do, the likeliest first.
  List<int[]> guesses() {
    return guesses;
  }

  /// Says which events were passed over.
  ///
  /// @param counts events by type
  void report(int[] guess, long[] counts, Problems problems, long offset) {
    if (!Arrays.equals(guess, known)) {
      for (int type = 0; type < guess.length; type++) {
        if (known[type] < 0 && guess[type] >= 0 && counts[type] > 0) {
          String told = "event " + type + " of " + guess[type] + " arguments, " + counts[type];
          problems.add("gotrace.event.newer", Effect.NOTE, offset, told + " times");
        }
      }
    }
  }
}
