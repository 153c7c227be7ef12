package initscope.xray.testing;

import initscope.model.host.Mapping;
import initscope.xray.memory.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process of this machine, read as the X-ray wants it.
public final class LocalProcess implements AutoCloseable {
  private final Path proc;
  private final LocalMemory executable;
  private final LocalMemory memory;

  /// Opens a process by its id.
  public LocalProcess(long pid) throws IOException {
    proc = Path.of("/proc/" + pid);
    executable = new LocalMemory(proc.resolve("exe"));
    memory = new LocalMemory(proc.resolve("mem"));
  }

  /// Its program's file.
  public Memory executable() {
    return executable;
  }

  /// Its memory.
  public Memory memory() {
    return memory;
  }

  /// Its mappings.
  public List<Mapping> maps() throws IOException {
    return maps(mapsText());
  }

  /// Its /proc/PID/maps.
  public String mapsText() throws IOException {
    return Files.readString(proc.resolve("maps"));
  }

  /// The mappings in the text of /proc/PID/maps.
  public static List<Mapping> maps(String text) {
    List<Mapping> maps = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.trim().split(" +", 6);
      String[] ends = words[0].split("-", -1);
      maps.add(
          new Mapping(
              Long.parseUnsignedLong(ends[0], 16),
              Long.parseUnsignedLong(ends[1], 16),
              words[1],
              Long.parseUnsignedLong(words[2], 16),
              words[3],
              Long.parseLong(words[4]),
              words.length > 5 ? words[5] : "",
              false));
    }
    return maps;
  }

  @Override
  public void close() throws IOException {
    executable.close();
    memory.close();
  }
}
