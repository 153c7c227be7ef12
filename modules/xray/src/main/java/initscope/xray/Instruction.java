package initscope.xray;

import initscope.model.Bytes;
import java.util.Optional;

/// One amd64 instruction of 64 bit code, as far as its length and its operands' places go.
///
/// @param at offset of its first byte
/// @param length in bytes
/// @param locked whether it has the prefix LOCK
/// @param rex its REX prefix, 0 for none
/// @param opcode one byte, or 0x0f00 and the second one; the maps beyond and VEX give 0xf00000
/// @param modrm offset of the byte that tells its operands, -1 for none
record Instruction(long at, int length, boolean locked, int rex, int opcode, long modrm) {
  static final int TWO_BYTES = 0x0f00;
  private static final int FAR_MAP = 0xf00000;

  /// The instruction at an offset; empty where it is none that Go's compiler makes, or is cut.
  static Optional<Instruction> at(Bytes code, long start) {
    long at = start;
    boolean locked = false;
    boolean narrow = false;
    while (at < code.size() && isPrefix(code.at(at))) {
      locked |= code.at(at) == 0xf0;
      narrow |= code.at(at) == 0x66;
      at++;
    }
    int rex = 0;
    if (at < code.size() && code.at(at) >>> 4 == 4) {
      rex = code.at(at++);
    }
    if (at + 3 >= code.size()) {
      return last(code, start, at);
    }
    Shape shape = shape(code, at, narrow, (rex & 8) != 0);
    long modrm = shape.operands ? at + shape.bytes : -1;
    long end = at + shape.bytes + shape.immediate;
    end += shape.operands && modrm + 2 <= code.size() ? operandBytes(code, modrm) : 0;
    return end <= code.size()
        ? Optional.of(new Instruction(start, (int) (end - start), locked, rex, shape.opcode, modrm))
        : Optional.empty();
  }

  /// What may stand where a function's bytes end: a return, or a filler.
  private static Optional<Instruction> last(Bytes code, long start, long at) {
    boolean ends = at < code.size() && (code.at(at) == 0xc3 || code.at(at) == 0xcc);
    return ends
        ? Optional.of(new Instruction(start, (int) (at + 1 - start), false, 0, code.at(at), -1))
        : Optional.empty();
  }

  private static boolean isPrefix(int value) {
    return switch (value) {
      case 0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65, 0x66, 0x67, 0xf0, 0xf2, 0xf3 -> true;
      default -> false;
    };
  }

  /// @param opcode as told
  /// @param bytes of the opcode
  /// @param operands whether a byte that tells operands follows
  /// @param immediate bytes after the operands
  private record Shape(int opcode, int bytes, boolean operands, int immediate) {}

  private static Shape shape(Bytes code, long at, boolean narrow, boolean wide) {
    int opcode = code.at(at);
    int second = code.at(at + 1);
    if (opcode == 0xc4 || opcode == 0xc5) {
      boolean shorter = opcode == 0xc5;
      int map = shorter ? 1 : second & 0x1f;
      int third = code.at(at + (shorter ? 2 : 3));
      boolean more = map == 3 || (map == 1 && hasByteAfterOperands(third));
      return new Shape(FAR_MAP, shorter ? 3 : 4, third != 0x77 || map != 1, more ? 1 : 0);
    }
    if (opcode == 0x0f && (second == 0x38 || second == 0x3a)) {
      return new Shape(FAR_MAP, 3, true, second == 0x3a ? 1 : 0);
    }
    if (opcode == 0x0f) {
      int immediate = second >>> 4 == 8 ? 4 : hasByteAfterOperands(second) ? 1 : 0;
      return new Shape(TWO_BYTES | second, 2, hasOperands(second), immediate);
    }
    boolean operands = OPERANDS.charAt(opcode) == 'm';
    int extension = operands ? (second >> 3) & 7 : 0;
    return new Shape(opcode, 1, operands, immediate(opcode, extension, narrow, wide));
  }

  /// For each one byte opcode, {@code m} where a byte that tells operands follows.
  private static final String OPERANDS =
      "mmmm....mmmm....".repeat(4)
          + ".".repeat(32)
          + "...m.....m.m...."
          + ".".repeat(16)
          + "m".repeat(16)
          + ".".repeat(48)
          + "mm....mm........"
          + "mmmm....mmmmmmmm"
          + ".".repeat(16)
          + "......mm......mm";

  private static boolean hasOperands(int second) {
    boolean none =
        between(second, 0x05, 0x0b)
            || between(second, 0x30, 0x37)
            || second == 0x77
            || between(second, 0x80, 0x8f)
            || between(second, 0xa0, 0xa2)
            || between(second, 0xa8, 0xaa)
            || between(second, 0xc8, 0xcf);
    return !none;
  }

  private static boolean hasByteAfterOperands(int second) {
    return between(second, 0x70, 0x73)
        || second == 0xa4
        || second == 0xac
        || second == 0xba
        || second == 0xc2
        || between(second, 0xc4, 0xc6);
  }

  private static boolean between(int value, int low, int high) {
    return value >= low && value <= high;
  }

  private static int immediate(int opcode, int extension, boolean narrow, boolean wide) {
    int word = narrow ? 2 : 4;
    if (opcode < 0x40) {
      return (opcode & 7) == 4 ? 1 : (opcode & 7) == 5 ? word : 0;
    }
    if (between(opcode, 0xb0, 0xbf)) {
      return opcode < 0xb8 ? 1 : wide ? 8 : word;
    }
    if (opcode >>> 4 == 7 || between(opcode, 0xe0, 0xe7)) {
      return 1;
    }
    return switch (opcode) {
      case 0x6a, 0x6b, 0x80, 0x83, 0xa8, 0xc0, 0xc1, 0xc6, 0xcd, 0xeb -> 1;
      case 0xc2 -> 2;
      case 0x68, 0x69, 0x81, 0xa9, 0xc7 -> word;
      case 0xe8, 0xe9 -> 4;
      case 0xa0, 0xa1, 0xa2, 0xa3 -> 8;
      case 0xf6 -> extension < 2 ? 1 : 0;
      case 0xf7 -> extension < 2 ? word : 0;
      default -> 0;
    };
  }

  /// Length of the byte at an offset and what it says follows: an index and a displacement.
  private static int operandBytes(Bytes code, long at) {
    int mode = code.at(at) >> 6;
    int base = code.at(at) & 7;
    if (mode == 3) {
      return 1;
    }
    int index = base == 4 ? 1 : 0;
    boolean bare = mode == 0 && (base == 5 || (base == 4 && (code.at(at + 1) & 7) == 5));
    return 1 + index + (mode == 1 ? 1 : mode == 2 || bare ? 4 : 0);
  }
}
