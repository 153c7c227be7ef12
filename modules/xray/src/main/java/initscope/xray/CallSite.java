package initscope.xray;

import initscope.model.Bytes;
import java.util.Optional;
import java.util.OptionalLong;

/// The amd64 call instruction that ends where a return address points.
///
/// @param isCall whether there is one; else the address is a place where the goroutine was interrupted, or no code address at all
/// @param target the function it calls; empty where that is in a register or in memory
record CallSite(boolean isCall, OptionalLong target) {
  private static final CallSite NONE = new CallSite(false, OptionalLong.empty());
  private static final CallSite INDIRECT = new CallSite(true, OptionalLong.empty());
  private static final int LONGEST = 7;
  private static final int CALL_RELATIVE = 0xe8;
  private static final int GROUP_FIVE = 0xff;

  /// What stands before an address; wishes for the code where it is not known yet.
  static CallSite before(Functions functions, long pc) {
    Optional<Bytes> code = functions.code(pc - LONGEST, LONGEST);
    if (code.isEmpty()) {
      return NONE;
    }
    Bytes bytes = code.get();
    if (bytes.at(LONGEST - 5) == CALL_RELATIVE) {
      long target = pc + (int) bytes.u32(LONGEST - 4);
      if (functions.isEntry(target)) {
        return new CallSite(true, OptionalLong.of(target));
      }
    }
    for (int length = 2; length <= LONGEST; length++) {
      if (bytes.at(LONGEST - length) == GROUP_FIVE
          && length == length(bytes, LONGEST - length + 1)) {
        return INDIRECT;
      }
    }
    return NONE;
  }

  /// Length of a call through what the byte after the opcode says, with its opcode; 0 where that is another instruction.
  private static int length(Bytes bytes, int at) {
    int modrm = bytes.at(at);
    if ((modrm >> 3 & 7) != 2) {
      return 0;
    }
    int mode = modrm >> 6;
    int base = modrm & 7;
    int scaled = mode != 3 && base == 4 ? 1 : 0;
    return switch (mode) {
      case 0 -> base == 5 ? 6 : 2 + scaled;
      case 1 -> 3 + scaled;
      case 2 -> 6 + scaled;
      default -> 2;
    };
  }
}
