package initscope.xray.elf;

import initscope.model.Bytes;
import initscope.model.binary.GoModule;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What {@code go version -m} reads: the Go release and how the program was built. Kept by {@code -s -w}.
///
/// @param goVersion {@code go1.22.12}
/// @param path import path of the main package
/// @param settings {@code build} lines
/// @param mainModule {@code mod} line
/// @param modules {@code dep} lines, in their order, each with the {@code =>} line that follows it
public record BuildInfo(
    String goVersion,
    Optional<String> path,
    Map<String, String> settings,
    Optional<GoModule> mainModule,
    List<GoModule> modules) {
  private static final Bytes MAGIC = Bytes.of(magic());
  private static final int FIRST_BYTES = 4096;
  private static final int MAX_TEXT = 1 << 20;
  private static final long SENTINEL = 16;
  private static final long MAX_SEARCH = 16 << 20;

  /// Keeps an immutable copy.
  public BuildInfo {
    settings = Map.copyOf(settings);
    modules = List.copyOf(modules);
  }

  /// Wishes for where it most likely is: the start of a writable segment.
  static void wish(Reader file, List<Segment> segments) {
    segments.stream()
        .filter(segment -> segment.isLoad() && segment.isWritable())
        .limit(4)
        .forEach(
            segment -> file.wish(segment.fileOffset(), Math.min(segment.fileSize(), FIRST_BYTES)));
  }

  /// Finds and reads it; empty where the program has none, so is no Go program.
  public static Optional<BuildInfo> read(Reader file, Elf elf) throws MemoryLostException {
    Optional<Section> section = elf.section(".go.buildinfo");
    if (section.isPresent()) {
      long most = Math.min(section.get().size(), MAX_TEXT);
      return in(file, elf, section.get().fileOffset(), most);
    }
    for (long most : new long[] {1 << 16, MAX_SEARCH}) {
      for (Segment segment : elf.loads()) {
        if (segment.isWritable() && (most == MAX_SEARCH || isFirst(elf, segment))) {
          Optional<BuildInfo> found =
              in(file, elf, segment.fileOffset(), Math.min(segment.fileSize(), most));
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  /// Without section names it is looked for in what can be written: at the start, where Go's linker puts it, else everywhere.
  private static boolean isFirst(Elf elf, Segment segment) {
    return elf.loads().stream()
        .filter(Segment::isWritable)
        .findFirst()
        .orElseThrow()
        .equals(segment);
  }

  private static Optional<BuildInfo> in(Reader file, Elf elf, long start, long most)
      throws MemoryLostException {
    Bytes area = file.start(start, Math.min(most, FIRST_BYTES)).orElse(Bytes.EMPTY);
    if (area.isEmpty() || area.indexOf(MAGIC, 0) < 0) {
      area = file.now(start, most);
    }
    long at = area.indexOf(MAGIC, 0);
    return at < 0 ? Optional.empty() : at(file, elf, start + at);
  }

  private static Optional<BuildInfo> at(Reader file, Elf elf, long offset)
      throws MemoryLostException {
    Bytes head = file.now(offset, 32);
    if (head.size() < 32) {
      return Optional.empty();
    }
    if ((head.at(15) & 2) != 0) {
      Text version = inline(file, offset + 32);
      return text(version.value, inline(file, version.end).value);
    }
    boolean bigEndian = (head.at(15) & 1) != 0;
    if (bigEndian || head.at(14) != 8) {
      return Optional.empty();
    }
    return text(pointed(file, elf, head.u64(16)), pointed(file, elf, head.u64(24)));
  }

  private record Text(Bytes value, long end) {}

  /// A text with its length before it, as since Go 1.18.
  private static Text inline(Reader file, long offset) throws MemoryLostException {
    Bytes head = file.now(offset, 10);
    long length = 0;
    int used = 0;
    while (used < head.size() && used < 9) {
      int b = head.at(used);
      length |= (long) (b & 0x7f) << (7 * used++);
      if (b < 0x80) {
        break;
      }
    }
    long size = length < 0 || length > MAX_TEXT ? 0 : length;
    Bytes bytes = file.now(offset + used, size);
    return new Text(bytes.size() == size ? bytes : Bytes.EMPTY, offset + used + size);
  }

  /// A text through a pointer to its string header, as before Go 1.18.
  private static Bytes pointed(Reader file, Elf elf, long address) throws MemoryLostException {
    long header = elf.fileOffset(address);
    if (header < 0) {
      return Bytes.EMPTY;
    }
    Bytes words = file.now(header, 16);
    if (words.size() < 16 || words.u64(8) < 0 || words.u64(8) > MAX_TEXT) {
      return Bytes.EMPTY;
    }
    long text = elf.fileOffset(words.u64(0));
    return text < 0 ? Bytes.EMPTY : file.now(text, words.u64(8));
  }

  private static Optional<BuildInfo> text(Bytes release, Bytes module) {
    String version = release.utf8();
    if (!version.startsWith("go1") && !version.startsWith("devel")) {
      return Optional.empty();
    }
    long inside = module.size() - 2 * SENTINEL;
    BuildInfoLines lines = new BuildInfoLines();
    (inside > 0 ? module.utf8(SENTINEL, inside) : "").lines().forEach(lines::add);
    return Optional.of(lines.of(version));
  }

  private static byte[] magic() {
    byte[] magic = " Go buildinf:".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] all = new byte[magic.length + 1];
    all[0] = (byte) 0xff;
    System.arraycopy(magic, 0, all, 1, magic.length);
    return all;
  }
}
