package initscope.xray;

import initscope.model.Bytes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Which package uses whose variables: one that a package's init gives its value, and that another package's code names, shows that the
/// other imports it. The compiler leaves nothing else of a function that only returns a variable. amd64 only.
final class DataUses {
  private static final int RELATIVE = 0x05;
  private static final int LONGEST = 10;

  private static final String[] PARTS = {"noptrdata", "data", "bss", "noptrbss"};

  private final long[] borders; // from and to of each part
  private final Map<Long, Set<String>> writers = new HashMap<>();
  private final Map<Long, Map<String, Long>> users = new LinkedHashMap<>();

  DataUses(Module module) {
    this.borders = new long[2 * PARTS.length];
    for (int i = 0; i < PARTS.length; i++) {
      borders[2 * i] = module.word(PARTS[i]);
      borders[2 * i + 1] = module.word("e" + PARTS[i]);
    }
  }

  /// A use of another package's variable.
  interface Sink {
    /// One use.
    ///
    /// @param from whose code
    /// @param to whose variable
    /// @param pc the instruction
    void use(String from, String to, long pc);
  }

  /// Adds the code of a function.
  ///
  /// @param isInit whether it is one of the package's init functions
  void add(String owner, long start, Bytes code, boolean isInit) {
    byte[] bytes = code.toArray(); // all of it is looked at, byte by byte
    for (int at = 0; at + LONGEST <= bytes.length; at++) {
      int opcode = bytes[at] & 0xff;
      if ((bytes[at + 1] & 0xc7) != RELATIVE || !takesOperand(opcode)) {
        continue;
      }
      long target = start + at + 6 + immediate(opcode) + (int) code.u32(at + 2);
      if (!isData(target)) {
        continue;
      }
      users.computeIfAbsent(target, t -> new LinkedHashMap<>()).putIfAbsent(owner, start + at);
      if (isInit && stores(opcode)) {
        writers.computeIfAbsent(target, t -> new HashSet<>()).add(owner);
      }
    }
  }

  /// Tells each use of a variable whose value exactly one package's init sets.
  void tell(Sink sink) {
    users.forEach(
        (address, uses) -> {
          Set<String> owners = writers.getOrDefault(address, Set.of());
          if (owners.size() == 1) {
            String owner = owners.iterator().next();
            uses.forEach(
                (user, pc) -> {
                  if (!user.equals(owner)) {
                    sink.use(user, owner, pc);
                  }
                });
          }
        });
  }

  private static boolean takesOperand(int opcode) {
    return switch (opcode) {
      case 0x88, 0x89, 0x8a, 0x8b, 0x8d, 0x38, 0x39, 0x3a, 0x3b, 0x80, 0x83, 0xc6, 0xc7 -> true;
      // second byte of MOVUPS, MOVSD, MOVZX
      case 0x10, 0x11, 0xb6, 0xb7 -> true;
      default -> false;
    };
  }

  private static boolean stores(int opcode) {
    return switch (opcode) {
      case 0x88, 0x89, 0x11, 0xc6, 0xc7 -> true;
      default -> false;
    };
  }

  private static int immediate(int opcode) {
    return switch (opcode) {
      case 0x80, 0x83, 0xc6 -> 1;
      case 0xc7 -> 4;
      default -> 0;
    };
  }

  private boolean isData(long address) {
    for (int i = 0; i < borders.length; i += 2) {
      if (Long.compareUnsigned(address, borders[i]) >= 0
          && Long.compareUnsigned(address, borders[i + 1]) < 0) {
        return true;
      }
    }
    return false;
  }
}
