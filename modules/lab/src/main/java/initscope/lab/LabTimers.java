package initscope.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs what {@code systemd-run --on-active= --on-unit-inactive=} asked for on a lab host: a file of {@code .lab/timers} is a timer; its
/// lines are seconds until the first run, seconds between runs, and the command. A timer ends when its file is removed.
final class LabTimers implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 100;

  private final HostTree tree;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lab timers");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, Long> dueNanos = new ConcurrentHashMap<>();

  LabTimers(HostTree tree) {
    this.tree = tree;
  }

  void start() {
    var unused =
        clock.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Forgets all timers, as a reboot does.
  void clear() throws IOException {
    dueNanos.clear();
    tree.delete(HostFilesFromCapture.LAB + "/timers");
    tree.folder(HostFilesFromCapture.LAB + "/timers");
  }

  private void look() {
    try (Stream<Path> files = Files.list(tree.at(HostFilesFromCapture.LAB + "/timers"))) {
      for (Path file : files.filter(f -> !f.toString().endsWith(".tmp")).toList()) {
        consider(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // The folder is gone: the host is being closed or rebooted; the next look finds out.
      dueNanos.clear();
    }
  }

  private void consider(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 3) {
      return;
    }
    String name = file.getFileName().toString();
    long now = System.nanoTime();
    long due = dueNanos.computeIfAbsent(name, n -> now + seconds(lines.get(0)));
    if (now - due < 0) {
      return;
    }
    LabProcess.run(tree, lines.subList(2, lines.size()));
    long again = seconds(lines.get(1));
    if (again > 0 && Files.exists(file)) {
      dueNanos.put(name, System.nanoTime() + again);
    } else {
      Files.deleteIfExists(file);
      dueNanos.remove(name);
    }
  }

  private static long seconds(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 7 && text.chars().allMatch(Character::isDigit);
    return digits ? TimeUnit.SECONDS.toNanos(Long.parseLong(text)) : 0;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
