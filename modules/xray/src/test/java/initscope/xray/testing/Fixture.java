package initscope.xray.testing;

import initscope.model.Bytes;
import initscope.model.host.Mapping;
import initscope.xray.XRay;
import initscope.xray.memory.Memory;
import initscope.xray.memory.RecordingMemory;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// A hanging program as it was read once: what was read of its executable and memory, and its maps, in a zip.
///
/// @param executable {@code exe.sparse}
/// @param memory {@code memory.sparse}
/// @param maps /proc/PID/maps
public record Fixture(Bytes executable, Bytes memory, List<Mapping> maps) {
  /// All that are kept with the tests: GO-MODE-STRIP-WAY.
  public static final List<String> NAMES =
      List.of(
          "1.19-exe-bare-mutex",
          "1.19-pie-bare-dial",
          "1.21-exe-bare-cond",
          "1.22-pie-bare-flock",
          "1.22-exe-full-child",
          "1.24-exe-bare-read",
          "1.26-pie-bare-select",
          "1.26-exe-bare-spin",
          "1.19-exe-bare-spin",
          "1.22-pie-bare-spin",
          "1.26-exe-full-var");

  /// One that waits in C, linked by the C linker.
  public static final String CGO = "1.26-pie-bare-ccall";

  /// Reads one.
  public static Fixture read(String name) {
    Map<String, byte[]> entries = new HashMap<>();
    try (InputStream in = Fixture.class.getResourceAsStream("/recorded/" + name + ".zip")) {
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
        entries.put(e.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Fixture(
        entry(entries, "exe.sparse"),
        entry(entries, "memory.sparse"),
        LocalProcess.maps(entry(entries, "maps").utf8()));
  }

  private static Bytes entry(Map<String, byte[]> entries, String name) {
    return Bytes.of(entries.getOrDefault(name, new byte[0]));
  }

  /// The way a fixture's program hangs.
  public static String way(String name) {
    return name.substring(name.lastIndexOf('-') + 1);
  }

  /// X-rays it.
  public XRay.Reading reading() {
    return reading(SparseFormat.decode(executable).value(), SparseFormat.decode(memory).value());
  }

  /// X-rays other memory with the same maps.
  public XRay.Reading reading(Memory exe, Memory mem) {
    return XRay.measure(exe, mem, maps, XRay.Options.DEFAULT);
  }

  /// Encodes what was recorded.
  public static Bytes encoded(SparseMemory memory) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SparseFormat.write(memory, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.of(out.toByteArray());
  }

  /// Records them anew, but for {@code 1.26-exe-bare-spin}: that was read before running stacks were, as many a capture was.
  ///
  /// @param args folder of programs built by {@code src/test/go/hang/build}; folder to write to; names, all by default. Or
  ///     {@code --pid}, a process and the file to write to
  public static void main(String[] args) throws Exception {
    if (args[0].equals("--pid")) {
      record(Long.parseLong(args[1]), Path.of(args[2]));
      return;
    }
    Files.createDirectories(Path.of(args[1]));
    List<String> all = Stream.concat(NAMES.stream(), Stream.of(CGO)).toList();
    for (String name : args.length > 2 ? List.of(args).subList(2, args.length) : all) {
      String program =
          name.equals(CGO) ? name : name.substring(0, name.lastIndexOf('-')) + "-small";
      Process started = Matrix.start(Path.of(args[0], program), way(name));
      try {
        record(started.pid(), Path.of(args[1], name + ".zip"));
      } finally {
        Matrix.stop(started);
      }
    }
  }

  /// Records a process as it is.
  public static void record(long pid, Path file) throws IOException {
    try (LocalProcess process = new LocalProcess(pid);
        ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      RecordingMemory exe = new RecordingMemory(process.executable());
      RecordingMemory mem = new RecordingMemory(process.memory());
      XRay.read(exe, mem, process.maps(), XRay.Options.DEFAULT);
      put(zip, "exe.sparse", encoded(exe.recorded()).toArray());
      put(zip, "memory.sparse", encoded(mem.recorded()).toArray());
      put(zip, "maps", plain(process.mapsText()).getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Without the folder the programs were built in.
  private static String plain(String maps) {
    StringBuilder plain = new StringBuilder();
    for (String line : maps.lines().toList()) {
      int folder = line.indexOf('/');
      String path = folder < 0 ? "" : line.substring(folder);
      boolean own = path.startsWith("/") && !path.startsWith("/usr/") && !path.startsWith("/lib");
      String kept = own ? "/srv/hang" + path.substring(path.lastIndexOf('/')) : path;
      plain.append(folder < 0 ? line : line.substring(0, folder) + kept).append('\n');
    }
    return plain.toString();
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTime(0);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
