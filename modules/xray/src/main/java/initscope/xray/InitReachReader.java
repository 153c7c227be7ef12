package initscope.xray;

import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.binary.InitReach;
import initscope.model.binary.ReachedCall;
import initscope.model.go.GoSymbol;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/// Searches what package inits lead to by direct calls, breadth first from each init function: so that the first way found is a shortest.
///
/// What is asked for ends a way. Packages near the runtime end one too: all programs call them, for everything, and what they do
/// inside says nothing about an init.
final class InitReachReader {
  private static final int MAX_DEPTH = 24;
  private static final int MAX_FUNCTIONS_EACH = 20_000;
  private static final long MAX_CODE_BYTES = 128L << 20;
  private static final long MAX_STEPS = 60_000_000;
  private static final int MAX_CALLS = 20_000;
  private static final int REPORT_EVERY = 512;
  private static final String[] ENDS = {
    "runtime",
    "internal",
    "sync",
    "syscall",
    "reflect",
    "unsafe",
    "errors",
    "strconv",
    "math",
    "unicode",
    "fmt",
    "time",
    "io",
    "bytes",
    "strings",
    "sort",
    "slices",
    "maps",
    "os",
    "bufio",
    "context",
    "log",
    "iter",
    "cmp",
    "unique",
    "weak",
    "hash",
    "path"
  };

  private final Reader image;
  private final Functions functions;
  private final DirectCalls direct;
  private final Predicate<String> wanted;
  private final Progress progress;
  private final Node[] nodes;
  private long codeBytes;
  private long steps;
  private long functionsDone;
  private int looked;
  private int partly;
  private boolean cut;

  InitReachReader(Reader image, Functions functions, Predicate<String> wanted, Progress progress) {
    this.image = image;
    this.functions = functions;
    this.direct = new DirectCalls(image, functions);
    this.wanted = wanted;
    this.progress = progress;
    this.nodes = new Node[functions.count()];
  }

  /// A function that was come to.
  ///
  /// @param name of it
  /// @param wanted whether it is one of those asked for
  /// @param ends whether its calls are not looked at
  /// @param calls rows of the functions it calls, one for each place
  /// @param places of these calls
  private record Node(String name, boolean wanted, boolean ends, int[] calls, long[] places) {}

  /// An init function to begin at.
  record Root(String packagePath, long entry) {}

  /// Searches from all of them.
  InitReach search(List<Root> roots) throws MemoryLostException, Progress.CancelledException {
    List<ReachedCall> calls = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      progress.report(i, roots.size(), "calls of package inits");
      OptionalInt row = functions.index(roots.get(i).entry());
      if (row.isPresent() && calls.size() < MAX_CALLS) {
        calls.addAll(from(roots.get(i), row.getAsInt()));
      }
    }
    cut |= calls.size() >= MAX_CALLS;
    return new InitReach(calls, looked, partly, cut, true);
  }

  /// How a function was come to first.
  private record Step(int row, int caller, long place, int depth) {}

  private List<ReachedCall> from(Root root, int first)
      throws MemoryLostException, Progress.CancelledException {
    Map<Integer, Step> seen = new HashMap<>();
    Map<Integer, Integer> sites = new LinkedHashMap<>();
    Deque<Step> open = new ArrayDeque<>();
    Step start = new Step(first, -1, 0, 0);
    seen.put(first, start);
    open.add(start);
    while (!open.isEmpty()) {
      Step step = open.removeFirst();
      if (++functionsDone % REPORT_EVERY == 0) {
        progress.report(-1, -1, "calls of package inits");
      }
      Node node = node(step.row, step.row == first);
      steps += node.calls.length;
      for (int i = 0; i < node.calls.length; i++) {
        int callee = node.calls[i];
        boolean isWanted = node(callee, false).wanted;
        if (isWanted) {
          sites.merge(callee, 1, Integer::sum);
        }
        Step next = new Step(callee, step.row, node.places[i], step.depth + 1);
        if (seen.putIfAbsent(callee, next) == null && !isWanted) {
          extend(open, next, seen.size());
        }
      }
    }
    List<ReachedCall> calls = new ArrayList<>();
    for (Map.Entry<Integer, Integer> site : sites.entrySet()) {
      calls.add(told(root, site.getKey(), site.getValue(), seen));
    }
    return calls;
  }

  private void extend(Deque<Step> open, Step next, int seen) {
    if (next.depth > MAX_DEPTH || seen > MAX_FUNCTIONS_EACH || steps > MAX_STEPS) {
      cut = true;
    } else {
      open.addLast(next);
    }
  }

  private Node node(int row, boolean isRoot) throws MemoryLostException {
    Node known = nodes[row];
    if (known == null || (isRoot && known.ends)) {
      known = read(row, isRoot);
      nodes[row] = known;
    }
    return known;
  }

  private Node read(int row, boolean isRoot) throws MemoryLostException {
    Optional<String> name;
    do {
      name = functions.name(functions.entry(row));
    } while (name.isEmpty() && image.fetch());
    String known = name.orElse("");
    boolean isWanted = !isRoot && wanted.test(known);
    boolean ends = isWanted || (!isRoot && isEnd(known));
    long bytes = functions.entry(row + 1) - functions.entry(row);
    if (!ends && codeBytes + bytes > MAX_CODE_BYTES) {
      cut = true;
      ends = true;
    }
    if (ends) {
      return new Node(known, isWanted, true, new int[0], new long[0]);
    }
    codeBytes += bytes;
    return looked(row, known);
  }

  private Node looked(int row, String name) throws MemoryLostException {
    Optional<DirectCalls.Found> found;
    do {
      found = direct.of(row);
    } while (found.isEmpty() && image.fetch());
    looked++;
    partly += found.isPresent() && found.get().whole() ? 0 : 1;
    List<Code.Jump> jumps = found.map(DirectCalls.Found::calls).orElse(List.of());
    int[] calls = new int[jumps.size()];
    long[] places = new long[jumps.size()];
    int count = 0;
    for (Code.Jump jump : jumps) {
      OptionalInt target = functions.index(jump.target());
      if (target.isPresent()) {
        calls[count] = target.getAsInt();
        places[count++] = jump.from();
      }
    }
    return new Node(name, false, false, Arrays.copyOf(calls, count), Arrays.copyOf(places, count));
  }

  /// Whether a function is of a package whose inside is not looked at: the standard library's near the runtime, and what is no package's.
  private static boolean isEnd(String name) {
    String owner = GoSymbol.packageOf(name).orElse("");
    if (owner.isEmpty()) {
      return true;
    }
    int slash = owner.indexOf('/');
    String first = slash < 0 ? owner : owner.substring(0, slash);
    boolean inner = slash >= 0 && !first.equals("internal") && !first.equals("runtime");
    return !inner && Arrays.asList(ENDS).contains(first);
  }

  private ReachedCall told(Root root, int callee, int sites, Map<Integer, Step> seen)
      throws MemoryLostException {
    List<Frame> chain;
    do {
      chain = new ArrayList<>();
      for (Step at = seen.get(callee); at != null && at.caller >= 0; at = seen.get(at.caller)) {
        chain.addAll(caller(at));
      }
    } while (image.fetch());
    String init = nodes[functions.index(root.entry).orElse(0)].name;
    return new ReachedCall(root.packagePath, init, nodes[callee].name, sites, chain.reversed());
  }

  /// Who calls at a place, innermost copied function first.
  private List<Frame> caller(Step step) {
    List<Frame> frames = new ArrayList<>(functions.frames(step.place));
    String name = nodes[step.caller].name;
    if (frames.isEmpty() || !frames.getLast().function().equals(name)) {
      frames.add(new Frame(name, Optional.empty(), OptionalInt.empty(), step.place, false));
    }
    return frames;
  }
}
