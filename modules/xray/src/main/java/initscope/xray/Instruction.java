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

  private static final String PREFIXES =
      "\u0066\u0067\u00f0\u00f2\u00f3\u002e\u0036\u003e\u0026\u0064\u0065";

  /// The instruction at an offset; empty where it is none that Go's compiler makes, or is cut.
  static Optional<Instruction> at(Bytes code, long start) {
    long at = start;
    boolean locked = false;
    boolean narrow = false;
    while (at < code.size() && PREFIXES.indexOf(code.at(at)) >= 0) {
      locked |= code.at(at) == 0xf0;
      narrow |= code.at(at) == 0x66;
      at++;
    }
    int rex = 0;
    if (at < code.size() && code.at(at) >>> 4 == 4) {
      rex = code.at(at++);
    }
    if (at + 3 >= code.size()) {
      boolean ends = at < code.size() && (code.at(at) == 0xc3 || code.at(at) == 0xcc);
      return ends
          ? Optional.of(
              new Instruction(start, (int) (at + 1 - start), locked, rex, code.at(at), -1))
          : Optional.empty();
    }
    int opcode = code.at(at++);
    int immediate;
    boolean operands;
    if (opcode == 0xc4 || opcode == 0xc5) {
      int map = opcode == 0xc5 ? 1 : code.at(at) & 0x1f;
      at += opcode == 0xc5 ? 1 : 2;
      int second = code.at(at++);
      operands = second != 0x77 || map != 1;
      immediate = map == 3 || map == 1 && hasByteAfterOperands(second) ? 1 : 0;
      opcode = FAR_MAP;
    } else if (opcode == 0x0f) {
      int second = code.at(at++);
      if (second == 0x38 || second == 0x3a) {
        at++;
        operands = true;
        immediate = second == 0x3a ? 1 : 0;
        opcode = FAR_MAP;
      } else {
        operands = hasOperands(second);
        immediate = second >>> 4 == 8 ? 4 : hasByteAfterOperands(second) ? 1 : 0;
        opcode = TWO_BYTES | second;
      }
    } else {
      operands = OPERANDS.charAt(opcode) == 'm';
      immediate = immediate(opcode, operands ? code.at(at) >> 3 & 7 : 0, narrow, (rex & 8) != 0);
    }
    long modrm = operands ? at : -1;
    long end = (operands ? at + operandBytes(code, at) : at) + immediate;
    return end <= code.size()
        ? Optional.of(new Instruction(start, (int) (end - start), locked, rex, opcode, modrm))
        : Optional.empty();
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
    return !(second >= 0x05 && second <= 0x0b
        || second >= 0x30 && second <= 0x37
        || second == 0x77
        || second >>> 4 == 8
        || second >= 0xa0 && second <= 0xa2
        || second >= 0xa8 && second <= 0xaa
        || second >= 0xc8 && second <= 0xcf);
  }

  private static boolean hasByteAfterOperands(int second) {
    return second >= 0x70 && second <= 0x73
        || second == 0xa4
        || second == 0xac
        || second == 0xba
        || second == 0xc2
        || second >= 0xc4 && second <= 0xc6;
  }

  private static int immediate(int opcode, int extension, boolean narrow, boolean wide) {
    int word = narrow ? 2 : 4;
    if (opcode < 0x40) {
      return (opcode & 7) == 4 ? 1 : (opcode & 7) == 5 ? word : 0;
    }
    if (opcode >= 0xb0 && opcode <= 0xbf) {
      return opcode < 0xb8 ? 1 : wide ? 8 : word;
    }
    if (opcode >>> 4 == 7 || opcode >= 0xe0 && opcode <= 0xe7) {
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
    boolean bare = mode == 0 && (base == 5 || base == 4 && (code.at(at + 1) & 7) == 5);
    return 1 + index + (mode == 1 ? 1 : mode == 2 || bare ? 4 : 0);
  }
}
