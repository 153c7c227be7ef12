package initscope.lab;

import initscope.evidence.Capture;
import initscope.model.Bytes;
import initscope.model.RawEntry;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Range;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A recorded host: its files below a folder of this computer, its memory in the capture.
///
/// The folder begins with what the capture recorded; programs that run against it may change it, as a real host. It is removed by
/// {@link #close()}.
public final class LabHost implements AutoCloseable {
  private final HostTree tree;
  private final Capture capture;
  private final LabTimers timers;

  private LabHost(HostTree tree, Capture capture) {
    this.tree = tree;
    this.capture = capture;
    this.timers = new LabTimers(tree);
  }

  /// Lays a capture out.
  ///
  /// @param capture of attach mode, with a process or a unit
  /// @param below an existing folder; a new one is made in it
  /// @throws IOException when the files cannot be written
  public static LabHost of(Capture capture, Path below) throws IOException {
    HostTree tree = HostTree.create(below);
    new HostFilesFromCapture(capture, tree).write();
    LabHost host = new LabHost(tree, capture);
    host.timers.start();
    return host;
  }

  /// The folder that stands for the host's root.
  public Path root() {
    return tree.root();
  }

  /// The capture it was made from.
  public Capture capture() {
    return capture;
  }

  /// Sets a kernel parameter as somebody else on the host would.
  ///
  /// @param key with dots or slashes
  public void setSysctl(String key, String value) throws IOException {
    tree.write("proc/sys/" + key.replace('.', '/'), Bytes.of(value + "\n"));
  }

  /// What a kernel parameter is now.
  public Optional<String> sysctl(String key) throws IOException {
    return tree.read("proc/sys/" + key.replace('.', '/')).map(String::strip);
  }

  /// Reboots, as {@link LabSystem#boot} has it: kernel parameters as recorded, {@code /run} empty, timers gone, a new boot id.
  public void reboot() throws IOException {
    timers.clear();
    LabSystem.of(tree).boot();
  }

  HostTree tree() {
    return tree;
  }

  /// A new reader of the recorded memory, as one {@code sftp-server -R} would be.
  MemorySftp memory() {
    String process = "/proc/" + capture.facts().pid().orElse(0);
    Map<String, SparseMemory> files = new HashMap<>();
    files.put(process + "/mem", sparse("xray/memory.sparse"));
    files.put(process + "/exe", sparse("xray/exe.sparse"));
    HostFilesFromCapture.lastRunFiles(process, entry("xray/task-sched"))
        .forEach(
            (path, text) ->
                files.put(
                    path,
                    SparseMemory.of(List.of(Chunk.of(new Range(0, (int) text.size()), text)))));
    return new MemorySftp(files);
  }

  private Bytes entry(String name) {
    return capture.entry(name).map(RawEntry::bytes).orElse(Bytes.EMPTY);
  }

  private SparseMemory sparse(String entry) {
    return SparseFormat.decode(entry(entry)).value();
  }

  @Override
  public void close() throws IOException {
    timers.close();
    tree.delete("");
  }
}
