package initscope.formats.perf;

import initscope.model.Frame;
import java.util.ArrayList;
import java.util.List;

/// Names of frames as stackcollapse-perf.pl (FlameGraph, version of 2023) writes them.
final class PerfFrameNames {
  private final PerfFolding how;

  PerfFrameNames(PerfFolding how) {
    this.how = how;
  }

  /// The frames that one line stands for, outermost first; several where perf printed what was inlined as {@code a->b}.
  ///
  /// @param java whether the process is named java, whose class names are shortened
  List<Frame> of(Frame frame, boolean java) {
    List<Frame> all = new ArrayList<>();
    String function = frame.function();
    if (function.startsWith("(")) {
      return all; // names of processes that perf printed among the frames
    }
    String module = frame.module().orElse(frame.inlined() ? "inlined" : "");
    for (String part : parts(function)) {
      String name = named(part, module, frame, java);
      if (!all.isEmpty()) {
        name = name.contains("_[i]") ? name : name + "_[i]";
      } else if (how.kernel() && isKernel(module)) {
        name += "_[k]";
      } else if (how.jit() && isJit(module)) {
        name = name.contains("_[j]") ? name : name + "_[j]";
      }
      all.add(
          new Frame(name, frame.file(), frame.line(), frame.pc(), frame.inlined(), frame.module()));
    }
    return all;
  }

  private static List<String> parts(String function) {
    if (!function.contains("->")) {
      return List.of(function);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = function.indexOf("->"); at >= 0; at = function.indexOf("->", from)) {
      parts.add(function.substring(from, at));
      from = at + 2;
    }
    parts.add(function.substring(from));
    while (!parts.isEmpty() && parts.getLast().isEmpty()) {
      parts.removeLast();
    }
    return parts;
  }

  private String named(String part, String module, Frame frame, boolean java) {
    String name = part;
    if (name.equals(FrameLine.UNKNOWN)) {
      String where =
          module.equals(FrameLine.UNKNOWN) || module.isEmpty()
              ? "unknown"
              : module.substring(module.lastIndexOf('/') + 1);
      name = how.addrs() ? "[" + where + " <" + hex(frame.pc()) + ">]" : "[" + where + "]";
    }
    name = tidy(name);
    return java && name.startsWith("L") && name.indexOf('/') >= 0 ? name.substring(1) : name;
  }

  private static String hex(long pc) {
    return Long.toHexString(pc);
  }

  /// What follows an open parenthesis is noise, but in names of Go methods, of C++'s anonymous namespaces, and among the arguments of a
  /// template: there inferno keeps what stackcollapse-perf.pl cuts in the middle.
  private static String tidy(String name) {
    String tidied = name.replace(';', ':');
    if (!isGoMethod(tidied)) {
      int open = argumentsFrom(tidied);
      tidied = open < 0 ? tidied : tidied.substring(0, open);
    }
    return tidied.indexOf('"') < 0 && tidied.indexOf('\'') < 0
        ? tidied
        : tidied.replace("\"", "").replace("'", "");
  }

  private static int argumentsFrom(String name) {
    int depth = 0;
    int first = -1;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '<' || c == '{' || c == '[') {
        depth++;
      } else if (c == '>' || c == '}' || c == ']') {
        depth--;
      } else if (c == '(' && !name.startsWith("(anonymous namespace)", i)) {
        if (depth <= 0) {
          return i;
        }
        first = first < 0 ? i : first;
      }
    }
    return depth == 0 ? -1 : first;
  }

  /// {@code .(} somewhere, and {@code ).} somewhere after it.
  private static boolean isGoMethod(String name) {
    int open = name.indexOf(".(");
    return open >= 0 && name.indexOf(").", open + 2) >= 0;
  }

  static boolean isKernel(String module) {
    return (module.startsWith("[") || module.endsWith("vmlinux")) && !module.contains("unknown");
  }

  /// {@code /tmp/perf-PID.map}.
  static boolean isJit(String module) {
    int at = module.indexOf("/tmp/perf-");
    if (at < 0) {
      return false;
    }
    int i = at + 10;
    while (i < module.length() && module.charAt(i) >= '0' && module.charAt(i) <= '9') {
      i++;
    }
    return i > at + 10 && module.startsWith(".map", i);
  }
}
