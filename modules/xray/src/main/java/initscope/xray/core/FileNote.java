package initscope.xray.core;

import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.host.Mapping;
import java.util.ArrayList;
import java.util.List;

/// NT_FILE: which file was mapped where. A count, the unit of the offsets, three words a mapping, then as many paths.
final class FileNote {
  private static final String DELETED = " (deleted)";
  private static final int MAX_PATH = 4096;

  private final Bytes note;
  private final long offset;
  private final Problems problems;

  FileNote(Bytes note, long offset, Problems problems) {
    this.note = note;
    this.offset = offset;
    this.problems = problems;
  }

  List<Mapping> mappings() {
    List<Mapping> mappings = new ArrayList<>();
    long count = note.size() < 16 ? 0 : note.u64(0);
    if (count < 0 || count > (note.size() - 16) / 24) {
      problems.add("core.files", Effect.SKIPPED, offset, count + " mappings");
      return mappings;
    }
    long unit = count == 0 ? 1 : note.u64(8);
    long path = 16 + 24 * count;
    for (long i = 0; i < count; i++) {
      long end = path >= note.size() ? -1 : note.indexOf(0, path);
      if (end < 0) {
        problems.add("core.files", Effect.SKIPPED, offset, "path " + i + " of " + count);
        break;
      }
      String name = note.utf8(path, Math.min(end - path, MAX_PATH));
      path = end + 1;
      long at = 16 + 24 * i;
      if (Long.compareUnsigned(note.u64(at), note.u64(at + 8)) < 0) {
        mappings.add(mapping(note.u64(at), note.u64(at + 8), note.u64(at + 16) * unit, name));
      }
    }
    return mappings;
  }

  private static Mapping mapping(long start, long end, long fileOffset, String name) {
    boolean deleted = name.endsWith(DELETED);
    String path = deleted ? name.substring(0, name.length() - DELETED.length()) : name;
    return new Mapping(start, end, "----", fileOffset, "", -1, path, deleted);
  }
}
