package initscope.workbench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Text of {@code perf script}, made from a seed, of which the tree has as many frames as are wanted: stacks 10 to 60 deep that part
/// at any depth, a few of them in most samples and very many in one each, of Go code, its runtime, C and the kernel, in bursts on
/// twelve threads.
final class MadeRecording {
  /// In very many frames.
  static final String COMMON = "json";

  /// In one stack.
  static final String RARE = "needleInHay";

  private static final int LEAST_DEPTH = 10;
  private static final int MOST_DEPTH = 60;
  private static final int THREADS = 12;
  private static final long PERIOD_NANOS = 1_010_101;

  /// A stack that is the n-th by weight has 1/n^0.8 of the heaviest one's.
  private static final double FALL = 0.8;

  private static final List<String> CODE =
      List.of(
          "github.com/acme/ordersd/internal/ledger.(*Client).Fetch",
          "github.com/acme/ordersd/internal/catalogue.load",
          "github.com/acme/ordersd/internal/schema.(*Tree[go.shape.string]).Insert",
          "github.com/jackc/pgx/v5.(*Conn).Query",
          "encoding/json.(*decodeState).object",
          "encoding/json.(*decodeState).value",
          "net/http.(*Transport).roundTrip",
          "regexp.compile",
          "reflect.Value.Call");
  private static final List<String> RUNTIME =
      List.of(
          "runtime.mallocgc",
          "runtime.gcBgMarkWorker",
          "runtime.memclrNoHeapPointers",
          "runtime.growslice");
  private static final List<String> NATIVE =
      List.of("_dl_relocate_object", "do_lookup_x", "getaddrinfo", "__memcpy_avx_unaligned");
  private static final List<String> KERNEL =
      List.of("asm_exc_page_fault", "handle_mm_fault", "clear_page_erms", "vfs_read", "ext4_iget");

  private final Random chance;
  private final List<Node> leaves = new ArrayList<>();
  private int frames = 2; // all, and the program

  private MadeRecording(long seed) {
    chance = new Random(seed);
  }

  private static final class Node {
    private final String line;
    private final List<Node> path;
    private final Map<String, Node> below = new HashMap<>();
    private final boolean kernel;

    Node(String line, List<Node> above, boolean kernel) {
      this.line = line;
      this.kernel = kernel;
      path = new ArrayList<>(above);
      path.add(this);
    }
  }

  /// Writes a recording.
  ///
  /// @param frames of the tree
  /// @param samples at least one of each stack
  static void write(Path to, int frames, int samples, long seed) throws IOException {
    MadeRecording made = new MadeRecording(seed);
    made.grow(frames);
    try (BufferedWriter out = Files.newBufferedWriter(to)) {
      made.print(samples, out);
    }
  }

  private void grow(int wanted) {
    Node top = new Node(line("runtime.goexit", "/srv/ordersd"), List.of(), false);
    frames++;
    for (Node at = top; at.path.size() < LEAST_DEPTH / 2; ) {
      at = child(at);
    }
    leaves.add(top);
    while (frames < wanted) {
      List<Node> path = leaves.get(chance.nextInt(leaves.size())).path;
      // near the leaf mostly, as callers are shared more often than not
      int keep = 1 + (int) ((path.size() - 1) * Math.sqrt(chance.nextDouble()));
      int depth = LEAST_DEPTH + chance.nextInt(MOST_DEPTH + 1 - LEAST_DEPTH);
      Node at = path.get(keep - 1);
      while (frames < wanted && at.path.size() < depth) {
        at = child(at);
      }
      if (at != path.get(keep - 1)) {
        leaves.add(at);
      }
    }
    leaves.removeFirst();
    leaves.add(new Node(line("main." + RARE, "/srv/ordersd"), leaves.getLast().path, false));
  }

  private Node child(Node at) {
    boolean kernel = at.kernel || chance.nextInt(40) == 0;
    double d = chance.nextDouble();
    List<String> names = kernel ? KERNEL : d < 0.75 ? CODE : d < 0.9 ? RUNTIME : NATIVE;
    String module =
        kernel
            ? "[kernel.kallsyms]"
            : names.equals(NATIVE) ? "/usr/lib64/libc-2.17.so" : "/srv/ordersd";
    int which = chance.nextInt(250);
    // one in fifty calls itself
    String line =
        at.path.size() > 1 && chance.nextInt(50) == 0
            ? at.line
            : line(names.get(chance.nextInt(names.size())) + (which == 0 ? "" : which), module);
    return at.below.computeIfAbsent(
        line,
        l -> {
          frames++;
          return new Node(l, at.path, kernel);
        });
  }

  private static String line(String function, String module) {
    return String.format(
        Locale.ROOT, "\t%16x %s+0x1c (%s)%n", function.hashCode() & 0xffffffL, function, module);
  }

  private void print(int samples, BufferedWriter out) throws IOException {
    double[] sums = new double[leaves.size()];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = (i == 0 ? 0 : sums[i - 1]) + Math.pow(i + 1, -FALL);
    }
    java.util.Collections.shuffle(leaves, chance);
    Node running = leaves.getFirst();
    int thread = 0;
    for (int i = 0; i < Math.max(samples, leaves.size()); i++) {
      if (i < leaves.size()) {
        running = leaves.get(i);
        thread = i % THREADS;
      } else if (chance.nextInt(4) == 0) {
        running = leaves.get(at(sums, chance.nextDouble() * sums[sums.length - 1]));
        thread = chance.nextInt(THREADS);
      }
      long micros = 2_148_562_113L + i * (PERIOD_NANOS / 1000);
      out.write(
          String.format(
              Locale.ROOT,
              "ordersd  9260/%d [%03d] %5d.%06d: %10d cpu-clock: %n",
              9260 + thread,
              thread % 2,
              micros / 1_000_000,
              micros % 1_000_000,
              PERIOD_NANOS));
      for (Node node : running.path.reversed()) {
        out.write(node.line);
      }
      out.newLine();
    }
  }

  private static int at(double[] sums, double wanted) {
    int found = java.util.Arrays.binarySearch(sums, wanted);
    return Math.min(sums.length - 1, found < 0 ? -found - 1 : found);
  }
}
