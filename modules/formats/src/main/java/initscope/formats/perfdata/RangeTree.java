package initscope.formats.perfdata;

import org.jspecify.annotations.Nullable;

/// What is mapped where, by address. A tree that is never changed: a process that begins another hands it on at no cost, and what is mapped
/// later makes a few new nodes. Its depth follows random numbers that the input has no hand in.
///
/// @param map of this node
/// @param rank random: a node's is higher than those below it
/// @param left what lies before
/// @param right what lies behind
record RangeTree(CodeMap map, int rank, @Nullable RangeTree left, @Nullable RangeTree right) {

  /// The map that covers an address, if any.
  static @Nullable CodeMap find(@Nullable RangeTree tree, long address) {
    RangeTree at = tree;
    while (at != null) {
      if (Long.compareUnsigned(address, at.map.start()) < 0) {
        at = at.left;
      } else if (Long.compareUnsigned(address, at.map.end()) < 0) {
        return at.map;
      } else {
        at = at.right;
      }
    }
    return null;
  }

  /// The same with one more map; what lay there before is cut away, as the kernel does.
  ///
  /// @param ranks makes random numbers
  static RangeTree with(@Nullable RangeTree tree, CodeMap map, Ranks ranks) {
    Split before = split(tree, map.start());
    Split behind = split(before.right, map.end());
    RangeTree left = before.left;
    RangeTree right = behind.right;
    CodeMap last = last(left);
    if (last != null && Long.compareUnsigned(last.end(), map.start()) > 0) {
      left = join(split(left, last.start()).left, one(last.until(map.start()), ranks));
      if (Long.compareUnsigned(last.end(), map.end()) > 0) {
        right = join(one(last.since(map.end()), ranks), right);
      }
    }
    CodeMap under = last(behind.left);
    if (under != null && Long.compareUnsigned(under.end(), map.end()) > 0) {
      right = join(one(under.since(map.end()), ranks), right);
    }
    RangeTree alone = one(map, ranks);
    RangeTree all = join(join(left, alone), right);
    return all == null ? alone : all;
  }

  private static RangeTree one(CodeMap map, Ranks ranks) {
    return new RangeTree(map, ranks.next(), null, null);
  }

  /// @param left what begins before an address
  /// @param right the rest
  private record Split(@Nullable RangeTree left, @Nullable RangeTree right) {}

  private static Split split(@Nullable RangeTree tree, long address) {
    if (tree == null) {
      return new Split(null, null);
    }
    if (Long.compareUnsigned(tree.map.start(), address) < 0) {
      Split in = split(tree.right, address);
      return new Split(new RangeTree(tree.map, tree.rank, tree.left, in.left), in.right);
    }
    Split in = split(tree.left, address);
    return new Split(in.left, new RangeTree(tree.map, tree.rank, in.right, tree.right));
  }

  private static @Nullable RangeTree join(@Nullable RangeTree left, @Nullable RangeTree right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.rank >= right.rank
        ? new RangeTree(left.map, left.rank, left.left, join(left.right, right))
        : new RangeTree(right.map, right.rank, join(left, right.left), right.right);
  }

  private static @Nullable CodeMap last(@Nullable RangeTree tree) {
    RangeTree at = tree;
    while (at != null && at.right != null) {
      at = at.right;
    }
    return at == null ? null : at.map;
  }

  /// Numbers that look random and are the same in every run.
  static final class Ranks {
    private long state;

    int next() {
      state += 0x9E3779B97F4A7C15L;
      long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
      mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
      return (int) (mixed >>> 32);
    }
  }
}
