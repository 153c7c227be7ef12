package initscope.xray;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The amd64 instructions of one function, as far as they name addresses.
///
/// @param function whose they are
/// @param bytes from its entry on
/// @param instructions in order, up to one that is not known
record Code(Func function, Bytes bytes, List<Instruction> instructions) {
  private static final int FAR_BACK = 16;
  private static final int SOON = 12;
  private static final int RAX = 0;
  private static final int LOAD = 0x8b;
  private static final int ADDRESS = 0x8d;
  private static final int CALL = 0xe8;
  private static final int JUMP = 0xe9;
  private static final int SHORT_JUMP = 0xeb;
  private static final int BELOW = 0x76;
  private static final int FAR_BELOW = Instruction.TWO_BYTES | 0x86;

  Code {
    instructions = List.copyOf(instructions);
  }

  /// What an operand in memory is.
  ///
  /// @param address of the operand, or of the word that holds its address
  /// @param loaded whether it is the word at that address that points to it
  /// @param offset to be added to that pointer
  record Operand(long address, boolean loaded, int offset) {
    /// What lies so many bytes before it.
    Operand before(int bytes) {
      return new Operand(loaded ? address : address - bytes, loaded, offset - bytes);
    }
  }

  /// A jump or call.
  record Jump(long from, long target) {}

  /// Cuts the code of a function into its instructions.
  static Code swept(Func function, Bytes bytes) {
    List<Instruction> instructions = new ArrayList<>();
    Optional<Instruction> next = Instruction.at(bytes, 0);
    while (next.isPresent()) {
      instructions.add(next.get());
      next = Instruction.at(bytes, next.get().at() + next.get().length());
    }
    return new Code(function, bytes, instructions);
  }

  private long address(long at) {
    return function.entry() + at;
  }

  private long end(Instruction instruction) {
    return address(instruction.at() + instruction.length());
  }

  /// Operands that a load or an address computation names relative to the instruction.
  Set<Operand> operands() {
    Set<Operand> operands = new LinkedHashSet<>();
    instructions.forEach(instruction -> named(instruction).ifPresent(operands::add));
    return operands;
  }

  private Optional<Operand> named(Instruction i) {
    boolean relative = i.modrm() >= 0 && (bytes.at(i.modrm()) & 0xc7) == 0x05;
    return relative && (i.rex() & 8) != 0 && (i.opcode() == LOAD || i.opcode() == ADDRESS)
        ? Optional.of(new Operand(end(i) + (int) bytes.u32(i.modrm() + 1), i.opcode() == LOAD, 0))
        : Optional.empty();
  }

  /// Places of a locked instruction: 0xb1 for compare and exchange, 0xc1 for exchange and add.
  List<Long> locked(int opcode) {
    return instructions.stream()
        .filter(i -> i.locked() && i.opcode() == (Instruction.TWO_BYTES | opcode))
        .map(i -> address(i.at()))
        .toList();
  }

  /// What a locked instruction works on, where that is told shortly before it.
  Optional<Operand> operandOf(long place) {
    int index = index(place);
    if (index < 0 || instructions.get(index).modrm() < 0) {
      return Optional.empty();
    }
    Instruction i = instructions.get(index);
    int mode = bytes.at(i.modrm()) >> 6;
    int base = bytes.at(i.modrm()) & 7;
    if (mode == 0 && base == 5) {
      return Optional.of(new Operand(end(i) + (int) bytes.u32(i.modrm() + 1), false, 0));
    }
    int offset = mode == 1 ? (byte) bytes.at(i.modrm() + 1) : 0;
    return base != 4 && mode < 2
        ? register(base | ((i.rex() & 1) << 3), index)
            .map(o -> new Operand(o.loaded ? o.address : o.address + offset, o.loaded, offset))
        : Optional.empty();
  }

  /// The receiver of a method that is called.
  Optional<Operand> receiverOf(long call) {
    return register(RAX, index(call));
  }

  private int index(long place) {
    int low = 0;
    int high = instructions.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long at = address(instructions.get(middle).at());
      if (at == place) {
        return middle;
      } else if (at < place) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /// What was last put into a register before an instruction, if one that names an address did it and nothing after it may have.
  private Optional<Operand> register(int register, int before) {
    for (int n = before - 1; n >= Math.max(0, before - FAR_BACK); n--) {
      Instruction i = instructions.get(n);
      if (i.opcode() == CALL || i.opcode() == 0xff) {
        return Optional.empty();
      }
      if (mayWrite(i, register)) {
        boolean whole = i.modrm() >= 0 && reg(i) == register;
        return whole ? named(i) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private int reg(Instruction i) {
    return ((bytes.at(i.modrm()) >> 3) & 7) | ((i.rex() & 4) << 1);
  }

  /// Whether an instruction may write a register: all do that name it, but for comparisons and stores, and some that do not.
  private boolean mayWrite(Instruction i, int register) {
    int opcode = i.opcode();
    boolean compares =
        switch (opcode) {
          case 0x38, 0x39, 0x3a, 0x3b, 0x84, 0x85 -> true;
          default -> false;
        };
    boolean silently =
        switch (opcode) {
          case 0x98, 0x99, 0xa4, 0xa5, 0xaa, 0xab, 0xf6, 0xf7, Instruction.TWO_BYTES | 0xb1 -> true;
          default -> false;
        };
    if (silently || compares) {
      return silently;
    }
    int high = (i.rex() & 1) << 3;
    if (i.modrm() < 0) {
      boolean inOpcode = opcode >>> 3 == 0x58 >>> 3 || opcode >>> 4 == 0xb0 >>> 4;
      return inOpcode && ((opcode & 7) | high) == register;
    }
    boolean direct = bytes.at(i.modrm()) >> 6 == 3;
    boolean stores = (opcode == 0x88 || opcode == 0x89) && !direct;
    return !stores
        && (reg(i) == register || (direct && ((bytes.at(i.modrm()) & 7) | high) == register));
  }

  /// Places of calls, each with the function called; a jump to another function is one.
  List<Jump> calls(Functions functions) {
    List<Jump> calls = new ArrayList<>();
    for (Instruction i : instructions) {
      if (i.opcode() == CALL || i.opcode() == JUMP) {
        long target = end(i) + (int) bytes.u32(i.at() + i.length() - 4);
        if (target != function.entry() && functions.isEntry(target)) {
          calls.add(new Jump(address(i.at()), target));
        }
      }
    }
    return calls;
  }

  /// The call that comes soon after an instruction, as the slow way of what that tries to do at once.
  Optional<Jump> callAfter(long place, Functions functions) {
    int index = index(place);
    for (int n = index + 1; index >= 0 && n < instructions.size() && n <= index + SOON; n++) {
      Instruction i = instructions.get(n);
      if (i.opcode() == CALL) {
        long target = end(i) + (int) bytes.u32(i.at() + i.length() - 4);
        return functions.isEntry(target)
            ? Optional.of(new Jump(address(i.at()), target))
            : Optional.empty();
      }
      if (i.locked()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Jumps within the function, but for the first, by which it would grow its stack and begin again.
  List<Jump> jumps() {
    List<Jump> jumps = new ArrayList<>();
    boolean first = true;
    for (Instruction i : instructions) {
      boolean grows = i.opcode() == BELOW || i.opcode() == FAR_BELOW;
      boolean near = i.opcode() >>> 4 == 7 || i.opcode() == SHORT_JUMP;
      boolean far = i.opcode() >>> 4 == (Instruction.TWO_BYTES | 0x80) >>> 4 || i.opcode() == JUMP;
      if ((near || far) && first && grows) {
        first = false;
      } else if (near || far) {
        first = false;
        long last = i.at() + i.length();
        long target = end(i) + (near ? (byte) bytes.at(last - 1) : (int) bytes.u32(last - 4));
        if (target >= function.entry() && target < address(bytes.size())) {
          jumps.add(new Jump(address(i.at()), target));
        }
      }
    }
    return jumps;
  }

  /// Whether all of it was understood.
  boolean isWhole() {
    return !instructions.isEmpty()
        && bytes.size() - instructions.getLast().at() - instructions.getLast().length() < 16;
  }
}
