package initscope.formats.perfdata;

/// Which register of a program says where it is. Source: Linux, arch/*/include/uapi/asm/perf_regs.h.
final class UserRegisters {
  private UserRegisters() {}

  /// Its number, -1 for a machine not known.
  static int instruction(String arch) {
    return switch (arch) {
      case "x86_64", "i386", "i486", "i586", "i686" -> 8;
      case "aarch64", "ppc64", "ppc64le" -> 32;
      case "riscv64" -> 0;
      default -> arch.startsWith("arm") ? 15 : -1;
    };
  }
}
