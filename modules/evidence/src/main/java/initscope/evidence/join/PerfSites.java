package initscope.evidence.join;

import initscope.model.Frame;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.StackTable;
import initscope.xray.GoSymbols.Site;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The places of code that stacks of a recording tell by address.
public final class PerfSites {
  private static final String DELETED = " (deleted)";

  private PerfSites() {}

  /// Whether a module is a process's program, by what its {@code /proc/PID/exe} points to.
  public static Predicate<String> program(String exe) {
    String path = plain(exe);
    return module -> plain(module).equals(path);
  }

  /// A path without what the kernel and perf say of a file that was deleted.
  static String plain(String path) {
    return path.endsWith(DELETED) ? path.substring(0, path.length() - DELETED.length()) : path;
  }

  /// All places, by the module they lie in.
  ///
  /// @param data decoded with the addresses of these modules
  /// @param modules whose places are wanted
  public static Map<String, Set<Site>> of(PerfData data, Predicate<String> modules) {
    Map<String, Set<Site>> sites = new LinkedHashMap<>();
    StackTable stacks = data.stacks();
    Predicate<Frame> wanted =
        frame -> frame.pc() != 0 && frame.module().filter(modules).isPresent();
    boolean[] ofFrame = new boolean[stacks.frames().size()];
    for (int i = 0; i < ofFrame.length; i++) {
      ofFrame[i] = wanted.test(stacks.frames().get(i));
    }
    used(data).stream()
        .forEach(
            stack -> {
              int first = firstOfProgram(stacks, stack);
              for (int at = stack; at > 0; at = stacks.parent(at)) {
                if (ofFrame[stacks.frameOf(at)]) {
                  Frame frame = stacks.frames().get(stacks.frameOf(at));
                  sites
                      .computeIfAbsent(frame.module().orElse(""), m -> new LinkedHashSet<>())
                      .add(new Site(frame.pc(), at != first));
                }
              }
            });
    return sites;
  }

  /// The stacks that samples have.
  static BitSet used(PerfData data) {
    BitSet used = new BitSet(data.stacks().size());
    PerfSamples samples = data.samples();
    for (int row = 0; row < samples.size(); row++) {
      used.set(samples.stack(row));
    }
    return used;
  }

  /// The innermost frame that is no kernel's: its address is that of an instruction, while those further out are returned to.
  static int firstOfProgram(StackTable stacks, int stack) {
    for (int at = stack; at > 0; at = stacks.parent(at)) {
      Frame frame = stacks.frames().get(stacks.frameOf(at));
      if (!frame.inlined() && !isKernel(frame)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isKernel(Frame frame) {
    String module = frame.module().orElse("");
    return switch (module) {
      case "", PerfNames.UNKNOWN -> frame.pc() < 0;
      case "[vdso]", "[vsyscall]", "[heap]", "[stack]" -> false;
      default -> module.startsWith("[") || module.endsWith("vmlinux") || module.endsWith(".ko");
    };
  }
}
