package initscope.views;

import initscope.layout.flame.FlameGrouping;
import initscope.layout.flame.FlameSource;
import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/// Stacks as a recording of the CPU has them, made from a seed: Go code, its runtime, C, the kernel, and frames without a name.
final class MadeStacks {
  private static final List<String> CODE =
      List.of(
          "github.com/acme/ordersd/internal/ledger.(*Client).Fetch",
          "github.com/acme/ordersd/internal/catalogue.load",
          "github.com/acme/ordersd/internal/schema.(*Tree[go.shape.string]).Insert",
          "main.run",
          "github.com/jackc/pgx/v5.(*Conn).Query");
  private static final List<String> LIBRARY =
      List.of(
          "encoding/json.(*decodeState).object",
          "encoding/json.(*decodeState).value",
          "net/http.(*Transport).roundTrip",
          "regexp.compile",
          "fmt.Fprintf",
          "reflect.Value.Call");
  private static final List<String> RUNTIME =
      List.of("runtime.mallocgc", "runtime.gcBgMarkWorker", "runtime.memclrNoHeapPointers");
  private static final List<String> NATIVE =
      List.of("_dl_relocate_object", "do_lookup_x", "getaddrinfo", "__memcpy_avx_unaligned");
  private static final List<String> KERNEL =
      List.of(
          "[k] asm_exc_page_fault", "[k] handle_mm_fault", "clear_page_erms_[k]", "[k] vfs_read");
  private static final List<String> OTHER =
      List.of("[unknown]", "Interpreter_[j]", "strings.Index_[i]");

  private MadeStacks() {}

  private static final class Node {
    private final Frame frame;
    private final List<Node> below = new ArrayList<>();
    private final List<Frame> stack;

    Node(Frame frame, List<Frame> above) {
      this.frame = frame;
      List<Frame> all = new ArrayList<>(above);
      all.add(frame);
      stack = List.copyOf(all);
    }
  }

  /// A profile.
  ///
  /// @param nodes how many frames its tree has
  /// @param functions how many functions, about
  static Profile profile(int nodes, int functions, int samples, long seed) {
    Random chance = new Random(seed);
    Node root = new Node(Frame.of("runtime.main"), List.of());
    Node init =
        new Node(
            Frame.of("github.com/acme/ordersd/internal/catalogue.init.0", "catalogue/init.go", 31),
            root.stack);
    root.below.add(init);
    List<Node> all = new ArrayList<>(List.of(root, init));
    while (all.size() < nodes) {
      // mostly where there is little below already, so that stacks grow deep
      Node at = all.get(all.size() - 1 - (int) (all.size() * Math.pow(chance.nextDouble(), 3)));
      if (at.stack.size() < 60 && !at.frame.function().startsWith("[unknown")) {
        Node next = new Node(frame(chance, functions, at), at.stack);
        at.below.add(next);
        all.add(next);
      }
    }
    List<Profile.Sample> made = new ArrayList<>(samples);
    for (int i = 0; i < samples; i++) {
      Node at =
          i < all.size()
              ? all.get(i)
              : all.get((int) (all.size() * Math.pow(chance.nextDouble(), 6)));
      made.add(new Profile.Sample(at.stack, 1, Selection.NONE));
    }
    return new Profile("cpu", "samples", made);
  }

  private static Frame frame(Random chance, int functions, Node at) {
    boolean kernel = at.frame.function().contains("[k]");
    double d = chance.nextDouble();
    List<String> names =
        kernel || d > 0.9
            ? KERNEL
            : d > 0.84 ? OTHER : d > 0.7 ? NATIVE : d > 0.55 ? RUNTIME : d > 0.3 ? LIBRARY : CODE;
    String name = names.get(chance.nextInt(names.size()));
    int which = chance.nextInt(1 + functions / 20);
    boolean marked = name.startsWith("[") || name.contains("_[");
    String whole = which == 0 || marked ? name : name + which;
    return new Frame(
        whole,
        names == NATIVE || kernel ? Optional.empty() : Optional.of("/src/" + names.size() + ".go"),
        OptionalInt.of(1 + which),
        0,
        false,
        names == NATIVE ? Optional.of("/usr/lib64/libc-2.17.so") : Optional.empty());
  }

  /// The profile as a source.
  static FlameSource source(Profile profile) {
    return new FlameSource() {
      @Override
      public String id() {
        return "perf.cpu";
      }

      @Override
      public String title() {
        return "perf: cpu-clock";
      }

      @Override
      public String unit() {
        return profile.unit();
      }

      @Override
      public List<FlameGrouping> groupings() {
        return List.of(FlameGrouping.NONE);
      }

      @Override
      public Profile profile(FlameGrouping by, Progress progress) {
        return profile;
      }
    };
  }
}
