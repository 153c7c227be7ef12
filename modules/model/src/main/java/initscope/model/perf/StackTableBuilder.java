package initscope.model.perf;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fills a {@link StackTable}. Bounded: past {@link #MAX_FRAMES} or {@link #MAX_STACKS} new ones are refused, so that a hostile file costs
/// no more memory than a large honest one.
public final class StackTableBuilder {
  /// Most distinct frames.
  public static final int MAX_FRAMES = 1 << 20;

  /// Most distinct stacks, prefixes included.
  public static final int MAX_STACKS = 1 << 23;

  private final List<Frame> frames = new ArrayList<>();
  private final Map<Frame, Integer> known = new HashMap<>();
  private int[] parents = new int[1 << 10];
  private int[] frameOf = new int[1 << 10];
  private int[] table =
      new int[1 << 12]; // by parent and frame; 0 is free, since stack 0 is nobody's child
  private int[] wholes =
      new int[1 << 12]; // by all frames, so that a stack seen before costs one look
  private int stacks = 1;
  private int wholeCount;
  private boolean full;

  /// Begins with the empty stack.
  public StackTableBuilder() {
    parents[0] = -1;
    frameOf[0] = -1;
  }

  /// The place of a frame; the last one again where there are too many.
  public int frame(Frame frame) {
    Integer at = known.get(frame);
    if (at != null) {
      return at;
    }
    if (frames.size() == MAX_FRAMES) {
      full = true;
      return MAX_FRAMES - 1;
    }
    known.put(frame, frames.size());
    frames.add(frame);
    return frames.size() - 1;
  }

  /// The frame at a place.
  public Frame frameAt(int place) {
    return frames.get(place);
  }

  /// The stack of these frames.
  ///
  /// @param innermostFirst places of frames, as perf prints them
  /// @param length how many of them
  public int stack(int[] innermostFirst, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = hash * 0x9E3779B1 + innermostFirst[i];
    }
    int slot = mix(hash) & (wholes.length - 1);
    while (wholes[slot] != 0) {
      if (is(wholes[slot], innermostFirst, length)) {
        return wholes[slot];
      }
      slot = (slot + 1) & (wholes.length - 1);
    }
    int at = 0;
    for (int i = length - 1; i >= 0; i--) {
      at = child(at, innermostFirst[i]);
    }
    if (at != 0) {
      remember(at, slot);
    }
    return at;
  }

  private boolean is(int stack, int[] innermostFirst, int length) {
    int at = stack;
    for (int i = 0; i < length; i++) {
      if (at <= 0 || frameOf[at] != innermostFirst[i]) {
        return false;
      }
      at = parents[at];
    }
    return at == 0;
  }

  private void remember(int stack, int slot) {
    wholes[slot] = stack;
    if (++wholeCount * 2 > wholes.length) {
      int[] old = wholes;
      wholes = new int[old.length * 2];
      for (int one : old) {
        if (one != 0) {
          int free = mix(wholeHash(one)) & (wholes.length - 1);
          while (wholes[free] != 0) {
            free = (free + 1) & (wholes.length - 1);
          }
          wholes[free] = one;
        }
      }
    }
  }

  private int wholeHash(int stack) {
    int length = 0;
    for (int at = stack; at > 0; at = parents[at]) {
      length++;
    }
    int hash = length;
    for (int at = stack; at > 0; at = parents[at]) {
      hash = hash * 0x9E3779B1 + frameOf[at];
    }
    return hash;
  }

  /// The stack of one more frame, called by a stack.
  public int child(int parent, int frame) {
    int slot = mix(parent * 0x9E3779B1 + frame) & (table.length - 1);
    while (table[slot] != 0) {
      int at = table[slot];
      if (parents[at] == parent && frameOf[at] == frame) {
        return at;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    if (stacks == MAX_STACKS) {
      full = true;
      return parent;
    }
    return put(parent, frame, slot);
  }

  private int put(int parent, int frame, int slot) {
    if (stacks == parents.length) {
      parents = Arrays.copyOf(parents, stacks * 2);
      frameOf = Arrays.copyOf(frameOf, stacks * 2);
    }
    parents[stacks] = parent;
    frameOf[stacks] = frame;
    table[slot] = stacks;
    stacks++;
    if (stacks * 2 > table.length) {
      grow();
    }
    return stacks - 1;
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int at = 1; at < stacks; at++) {
      int slot = mix(parents[at] * 0x9E3779B1 + frameOf[at]) & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = at;
    }
  }

  private static int mix(int hash) {
    int mixed = hash * 0x85EBCA6B;
    return mixed ^ mixed >>> 15;
  }

  /// Whether something was refused.
  public boolean isFull() {
    return full;
  }

  /// What was added so far.
  public StackTable build() {
    return new StackTable(
        new ArrayList<>(frames), Arrays.copyOf(parents, stacks), Arrays.copyOf(frameOf, stacks));
  }
}
