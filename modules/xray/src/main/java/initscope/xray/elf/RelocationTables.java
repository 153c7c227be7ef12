package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.model.binary.RelocationCounts;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.Map;
import java.util.TreeMap;

/// Counts an executable's relocations, by the tables that PT_DYNAMIC names.
final class RelocationTables {
  private static final int ENTRY = 24;
  private static final int CHUNK = ENTRY << 15;
  private static final long MAX_BYTES = 1L << 30;
  private static final int MAX_KINDS = 64;
  private static final int X86_64 = 62;
  private static final int AARCH64 = 183;

  private final Reader file;
  private final Elf elf;
  private final Map<Long, Long> byType = new TreeMap<>();
  private boolean whole = true;
  private long packed;

  private RelocationTables(Reader file, Elf elf) {
    this.file = file;
    this.elf = elf;
  }

  static RelocationCounts count(Reader file, Elf elf, Dynamic dynamic) throws MemoryLostException {
    RelocationTables tables = new RelocationTables(file, elf);
    long rela = dynamic.value(Dynamic.RELA).orElse(0);
    long size = dynamic.value(Dynamic.RELA_SIZE).orElse(0);
    long plt = dynamic.value(Dynamic.PLT).orElse(0);
    tables.explicit(rela, size);
    if (Long.compareUnsigned(plt - rela, size) >= 0) { // some linkers count them among the others
      tables.explicit(plt, dynamic.value(Dynamic.PLT_SIZE).orElse(0));
    }
    tables.packed(
        dynamic.value(Dynamic.RELR).orElse(0), dynamic.value(Dynamic.RELR_SIZE).orElse(0));
    return tables.told(dynamic.value(Dynamic.RELATIVE_COUNT).isPresent());
  }

  private RelocationCounts told(boolean counted) {
    Map<String, Long> byKind = new TreeMap<>();
    byType.forEach((type, count) -> byKind.put(name(elf.machine(), type), count));
    long relative = byType.getOrDefault(elf.machine() == AARCH64 ? 1027L : 8L, 0L);
    return new RelocationCounts(byKind, relative, packed, counted, whole);
  }

  private interface Part {
    void read(Bytes part);
  }

  private void parts(long address, long size, int chunk, Part each) throws MemoryLostException {
    long offset = elf.fileOffset(address);
    if (size == 0) {
      return;
    }
    long end = Math.clamp(size, 0, MAX_BYTES);
    whole &= offset > 0 && end == size;
    for (long from = 0; from < end && offset > 0; from += chunk) {
      long most = Math.min(chunk, end - from);
      Bytes part = file.now(offset + from, most);
      each.read(part);
      if (part.size() < most) {
        whole = false;
        break;
      }
    }
  }

  private void explicit(long address, long size) throws MemoryLostException {
    parts(
        address,
        size,
        CHUNK,
        part -> {
          for (long at = 0; at + ENTRY <= part.size(); at += ENTRY) {
            long type = part.u32(at + 8);
            boolean room = byType.size() < MAX_KINDS || byType.containsKey(type);
            byType.merge(room ? type : -1, 1L, Long::sum);
          }
        });
  }

  /// An even word is an address to relocate; an odd one tells by its bits which of the 63 words after it are.
  private void packed(long address, long size) throws MemoryLostException {
    parts(
        address,
        size,
        CHUNK,
        part -> {
          for (long at = 0; at + 8 <= part.size(); at += 8) {
            long word = part.u64(at);
            packed += (word & 1) == 0 ? 1 : Long.bitCount(word) - 1;
          }
        });
  }

  /// Names of the psABI supplements for both machines.
  private static String name(int machine, long type) {
    String known =
        switch (machine) {
          case X86_64 -> amd64((int) type);
          case AARCH64 -> arm64((int) type);
          default -> "";
        };
    return known.isEmpty() ? "type " + type : known;
  }

  private static String amd64(int type) {
    return switch (type) {
      case 1 -> "R_X86_64_64";
      case 5 -> "R_X86_64_COPY";
      case 6 -> "R_X86_64_GLOB_DAT";
      case 7 -> "R_X86_64_JUMP_SLOT";
      case 8 -> "R_X86_64_RELATIVE";
      case 16 -> "R_X86_64_DTPMOD64";
      case 17 -> "R_X86_64_DTPOFF64";
      case 18 -> "R_X86_64_TPOFF64";
      case 36 -> "R_X86_64_TLSDESC";
      case 37 -> "R_X86_64_IRELATIVE";
      default -> "";
    };
  }

  private static String arm64(int type) {
    return switch (type) {
      case 257 -> "R_AARCH64_ABS64";
      case 1024 -> "R_AARCH64_COPY";
      case 1025 -> "R_AARCH64_GLOB_DAT";
      case 1026 -> "R_AARCH64_JUMP_SLOT";
      case 1027 -> "R_AARCH64_RELATIVE";
      case 1030 -> "R_AARCH64_TLS_TPREL";
      case 1031 -> "R_AARCH64_TLSDESC";
      case 1032 -> "R_AARCH64_IRELATIVE";
      default -> "";
    };
  }
}
