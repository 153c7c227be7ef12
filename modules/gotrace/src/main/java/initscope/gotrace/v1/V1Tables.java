package initscope.gotrace.v1;

import initscope.gotrace.generation.Stacks;
import initscope.gotrace.generation.Strings;
import initscope.model.Bytes;

/// What the events of a trace refer to: strings and stacks. Bounded: a table that is full takes no more and says so.
public final class V1Tables {
  /// Longest string decoded, in bytes; Go's own reader takes no longer one.
  static final int MAX_STRING = 1_000_000;

  private static final int MAX_ROWS = 1 << 22;
  private static final int MAX_FRAMES = 1 << 28;

  private final Bytes file;
  private final Strings strings;
  private final Stacks stacks;

  V1Tables(Bytes file) {
    this.file = file;
    strings = new Strings(file);
    stacks = new Stacks(strings);
  }

  boolean fullOfStrings() {
    return strings.size() >= MAX_ROWS;
  }

  boolean fullOfStacks() {
    return stacks.size() >= MAX_ROWS
        || stacks.places() >= MAX_ROWS
        || stacks.frames() >= MAX_FRAMES;
  }

  /// Strings by their numbers.
  public Strings strings() {
    return strings;
  }

  /// Stacks by their numbers.
  public Stacks stacks() {
    return stacks;
  }

  /// The message of a `UserLog` event, by its third argument; empty where there is none.
  public String message(long place) {
    long size = 0;
    long at = place;
    for (int shift = 0; shift < 63; shift += 7) {
      if (at < 0 || at >= file.size()) {
        return "";
      }
      int octet = file.at(at++);
      size |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return file.utf8(at, Math.min(MAX_STRING, Math.min(size, file.size() - at)));
      }
    }
    return "";
  }
}
