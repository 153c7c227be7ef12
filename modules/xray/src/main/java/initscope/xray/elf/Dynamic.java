package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What PT_DYNAMIC tells the dynamic linker: pairs of a tag and a value (ELF, "Dynamic Section").
///
/// @param pairs one behind the other, up to the first null tag
public record Dynamic(Bytes pairs) {
  /// DT_NEEDED: name of a library.
  public static final long NEEDED = 1;

  /// DT_STRTAB and DT_STRSZ: names.
  public static final long STRINGS = 5;

  /// See {@link #STRINGS}.
  public static final long STRINGS_SIZE = 10;

  /// DT_RELA and DT_RELASZ: relocations.
  public static final long RELA = 7;

  /// See {@link #RELA}.
  public static final long RELA_SIZE = 8;

  /// DT_JMPREL and DT_PLTRELSZ: relocations of calls through the PLT.
  public static final long PLT = 23;

  /// See {@link #PLT}.
  public static final long PLT_SIZE = 2;

  /// DT_RELR and DT_RELRSZ: packed relative relocations.
  public static final long RELR = 36;

  /// See {@link #RELR}.
  public static final long RELR_SIZE = 35;

  /// DT_RELACOUNT: how many of DT_RELA's, from the first on, are relative.
  public static final long RELATIVE_COUNT = 0x6fff_fff9L;

  /// DT_VERNEED: versions of symbols that are needed of libraries.
  public static final long VERSIONS_NEEDED = 0x6fff_fffeL;

  private static final long BIND_NOW = 24;
  private static final long FLAGS = 30;
  private static final long FLAGS_1 = 0x6fff_fffbL;
  private static final int SEGMENT = 2;
  private static final long MAX_BYTES = 1 << 16;
  private static final int MAX_NAME = 4096;

  /// Reads it; without one there are no pairs.
  public static Dynamic read(Reader file, Elf elf) throws MemoryLostException {
    for (Segment segment : elf.segments()) {
      if (segment.type() == SEGMENT) {
        long size = Math.clamp(segment.fileSize(), 0, MAX_BYTES) & -16L;
        Bytes all = file.now(segment.fileOffset(), size);
        long end = 0;
        while (end + 16 <= all.size() && all.u64(end) != 0) {
          end += 16;
        }
        return new Dynamic(all.first(end));
      }
    }
    return new Dynamic(Bytes.EMPTY);
  }

  /// The value of a tag, the last where there are several.
  public OptionalLong value(long tag) {
    List<Long> values = values(tag);
    return values.isEmpty() ? OptionalLong.empty() : OptionalLong.of(values.getLast());
  }

  /// All values of a tag.
  public List<Long> values(long tag) {
    List<Long> values = new ArrayList<>();
    for (long at = 0; at < pairs.size(); at += 16) {
      if (pairs.u64(at) == tag) {
        values.add(pairs.u64(at + 8));
      }
    }
    return values;
  }

  /// Whether all symbols are bound before the program starts.
  public boolean bindsNow() {
    return value(BIND_NOW).isPresent()
        || (value(FLAGS).orElse(0) & 8) != 0
        || (value(FLAGS_1).orElse(0) & 1) != 0;
  }

  /// A name of its table of names; empty where it has none there.
  String name(Reader file, Elf elf, long offset) throws MemoryLostException {
    long table = elf.fileOffset(value(STRINGS).orElse(0));
    long size = value(STRINGS_SIZE).orElse(0);
    if (table < 0 || offset < 0 || offset >= size) {
      return "";
    }
    Bytes text = file.now(table + offset, Math.min(size - offset, MAX_NAME));
    long end = text.indexOf(0, 0);
    return text.first(end < 0 ? text.size() : end).utf8();
  }
}
