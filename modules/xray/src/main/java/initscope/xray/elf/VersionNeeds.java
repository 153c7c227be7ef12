package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.Optional;

/// Which version of glibc an executable needs: the highest {@code GLIBC_} name in its list of needed symbol versions (DT_VERNEED).
final class VersionNeeds {
  private static final String PREFIX = "GLIBC_";
  private static final int LIBRARY = 16;
  private static final int VERSION = 16;
  private static final int MAX_VERSIONS = 1 << 14;

  private VersionNeeds() {}

  static Optional<String> glibc(Reader file, Elf elf, Dynamic dynamic) throws MemoryLostException {
    long library = elf.fileOffset(dynamic.value(Dynamic.VERSIONS_NEEDED).orElse(0));
    Optional<String> highest = Optional.empty();
    int left = MAX_VERSIONS;
    while (library > 0 && left-- > 0) {
      Bytes head = file.now(library, LIBRARY);
      if (head.size() < LIBRARY) {
        break;
      }
      long version = library + head.u32(8);
      for (int i = head.u16(2); i > 0 && left-- > 0; i--) {
        Bytes entry = file.now(version, VERSION);
        if (entry.size() < VERSION) {
          break;
        }
        highest = higher(highest, dynamic.name(file, elf, entry.u32(8)));
        version += entry.u32(12);
      }
      library = head.u32(12) == 0 ? 0 : library + head.u32(12);
    }
    return highest;
  }

  private static Optional<String> higher(Optional<String> known, String name) {
    String version = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
    boolean numbered = !version.isEmpty() && Character.isDigit(version.charAt(0));
    return numbered && (known.isEmpty() || compare(known.get(), version) < 0)
        ? Optional.of(version)
        : known;
  }

  private static int compare(String a, String b) {
    String[] left = a.split("\\.", -1);
    String[] right = b.split("\\.", -1);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int difference = number(left, i) - number(right, i);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int number(String[] parts, int index) {
    int number = 0;
    String part = index < parts.length ? parts[index] : "";
    for (int i = 0; i < Math.min(part.length(), 6); i++) {
      int digit = part.charAt(i) - '0';
      number = digit >= 0 && digit <= 9 ? 10 * number + digit : number;
    }
    return number;
  }
}
