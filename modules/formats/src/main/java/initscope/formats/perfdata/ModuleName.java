package initscope.formats.perfdata;

/// How perf prints what is mapped. Source: Linux, tools/perf/util/map.c, dso.c.
final class ModuleName {
  /// Where nothing is known to be.
  static final String UNKNOWN = "[unknown]";

  /// The kernel itself; names of its map end with a symbol: {@code [kernel.kallsyms]_text}.
  static final String KERNEL = "[kernel.kallsyms]";

  /// Source: Linux, Documentation/arch/x86/x86_64/mm.rst.
  private static final long X86_KERNEL = 0xffffffff80000000L;

  private static final long X86_KERNEL_END = 0xffffffffc0000000L;

  private ModuleName() {}

  /// Of what a process maps: code that it made itself has its names in a file of /tmp.
  ///
  /// @param code whether it can be run
  static String ofProcess(String path, int pid, boolean code) {
    return code && isMade(path) ? "/tmp/perf-" + pid + ".map" : path;
  }

  private static boolean isMade(String path) {
    return path.equals("//anon")
        || path.startsWith("/dev/zero")
        || path.startsWith("/anon_hugepage");
  }

  /// Whether a process's map is of no file, so that its addresses are printed as they are.
  static boolean isPlain(String path) {
    return isMade(path)
        || path.startsWith("[stack")
        || path.startsWith("/SYSV")
        || path.equals("[heap]");
  }

  /// Where the kernel itself ends. The record tells of its text, behind which on x86 some code of its start and of its entries lies; its
  /// modules, which are told later, lie a gigabyte further on.
  static long kernelEnd(long start, long end) {
    boolean ofX86 =
        Long.compareUnsigned(start, X86_KERNEL) >= 0
            && Long.compareUnsigned(end, X86_KERNEL_END) < 0;
    return ofX86 ? X86_KERNEL_END : end;
  }

  /// Of what the kernel has: {@code /lib/modules/.../nf-nat.ko.xz} is {@code [nf_nat]}.
  static String ofKernel(String path) {
    if (path.startsWith(KERNEL)) {
      return KERNEL;
    }
    int slash = path.lastIndexOf('/');
    String base = path.substring(slash + 1);
    int dot = base.indexOf(".ko");
    boolean module = dot > 0 && (dot + 3 == base.length() || base.charAt(dot + 3) == '.');
    return module ? "[" + base.substring(0, dot).replace('-', '_') + "]" : path;
  }
}
