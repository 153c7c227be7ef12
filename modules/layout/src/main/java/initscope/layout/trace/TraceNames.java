package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoroutineTable;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.util.LongIntMap;
import initscope.layout.Symbols;
import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What goroutines began with and who made them, as numbers into one list of texts. A stack is looked at once.
public final class TraceNames {
  private static final long MAIN = 1;

  private final List<String> texts = new ArrayList<>(List.of(""));
  private final int[] functions;
  private final int[] creators;
  private final int[] packages;

  private TraceNames(int goroutines) {
    functions = new int[goroutines];
    creators = new int[goroutines];
    packages = new int[goroutines];
  }

  /// Looks the names of all goroutines up.
  static TraceNames of(GoTrace trace, Progress progress) throws CancelledException {
    GoroutineTable table = trace.goroutines();
    TraceNames names = new TraceNames(table.size());
    names.fill(trace, progress);
    return names;
  }

  private void fill(GoTrace trace, Progress progress) throws CancelledException {
    GoroutineTable table = trace.goroutines();
    Map<String, Integer> known = new HashMap<>(Map.of("", 0));
    List<LongIntMap> roots = new ArrayList<>();
    List<LongIntMap> leaves = new ArrayList<>();
    for (int i = 0; i < trace.generations().size(); i++) {
      roots.add(new LongIntMap());
      leaves.add(new LongIntMap());
    }
    Map<Integer, Integer> packageOf = new HashMap<>();
    for (int row = 0; row < table.size(); row++) {
      if ((row & 0xfff) == 0) {
        progress.report(row, table.size(), "goroutines");
      }
      for (int part = table.firstPart(row); part < table.firstPart(row + 1); part++) {
        int g = table.partGeneration(part);
        Generation generation = trace.generations().get(g);
        int local = table.partRow(part);
        if (functions[row] == 0) {
          functions[row] =
              text(generation, generation.startStack(local), roots.get(g), true, known);
        }
        if (functions[row] == 0) {
          functions[row] = text(generation, generation.anyStack(local), roots.get(g), true, known);
        }
        if (creators[row] == 0) {
          int stack = generation.createStack(local);
          creators[row] = text(generation, stack, leaves.get(g), false, known);
        }
      }
      if (table.id(row) == MAIN) {
        functions[row] = number(table.function(row), known);
      }
      packages[row] =
          packageOf.computeIfAbsent(
              functions[row], f -> number(Symbols.packageOf(texts.get(f)), known));
    }
  }

  private int text(
      Generation generation,
      int stack,
      LongIntMap cache,
      boolean root,
      Map<String, Integer> known) {
    if (stack == 0) {
      return 0;
    }
    int cached = cache.get(stack);
    if (cached >= 0) {
      return cached;
    }
    List<Frame> frames = generation.stacks().frames(stack);
    String function =
        frames.isEmpty() ? "" : (root ? frames.getLast() : frames.getFirst()).function();
    int number = number(function, known);
    cache.put(stack, number);
    return number;
  }

  private int number(String text, Map<String, Integer> known) {
    return known.computeIfAbsent(
        text,
        t -> {
          texts.add(t);
          return texts.size() - 1;
        });
  }

  /// The function a goroutine began with, empty where not known.
  public String function(int goroutine) {
    return texts.get(functions[goroutine]);
  }

  /// The function that made it, empty where not seen.
  public String creator(int goroutine) {
    return texts.get(creators[goroutine]);
  }

  /// How many goroutines.
  public int size() {
    return functions.length;
  }

  /// The number of what a goroutine is grouped by; equal numbers are equal texts.
  int number(int goroutine, TraceGroups.By by) {
    return switch (by) {
      case FUNCTION -> functions[goroutine];
      case CREATOR -> creators[goroutine];
      case PACKAGE -> packages[goroutine];
    };
  }

  String text(int number) {
    return texts.get(number);
  }

  int textCount() {
    return texts.size();
  }
}
