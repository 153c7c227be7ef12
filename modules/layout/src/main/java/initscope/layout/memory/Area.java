package initscope.layout.memory;

import initscope.model.host.Mapping;
import java.util.Locale;

/// A mapping, what it is, and how that is known.
///
/// @param mapping the line
/// @param kind what it is
/// @param reason how that is known
/// @param gapBytes between the area before and this one, unsigned; 0 where they touch and for the first
public record Area(Mapping mapping, Kind kind, Reason reason, long gapBytes) {
  /// What an area of memory is.
  public enum Kind {
    /// Instructions of the executable.
    PROGRAM_CODE,
    /// Constants, type and line tables of the executable.
    PROGRAM_READONLY,
    /// Variables of the executable.
    PROGRAM_DATA,
    /// Arenas of the Go heap; the stacks of goroutines are in there too.
    GO_HEAP,
    /// What the Go runtime keeps outside of its heap.
    GO_RUNTIME,
    /// The C heap below the program break.
    C_HEAP,
    /// Stack of the first thread.
    THREAD_STACK,
    /// A shared library.
    LIBRARY,
    /// Any other file.
    FILE,
    /// Pages the kernel lends to every process: vdso, vvar, vsyscall.
    KERNEL,
    /// Address space without access, so that nothing else is put there.
    RESERVED,
    /// Anonymous memory of which nothing more is known.
    ANONYMOUS;

    /// Key of its name.
    public String key() {
      return "memory." + name().toLowerCase(Locale.ROOT);
    }

    /// Key of a short name for it, for a narrow cell.
    public String shortKey() {
      return "memory.short." + name().toLowerCase(Locale.ROOT);
    }
  }

  /// How it is known what an area is.
  public enum Reason {
    /// Its line names a file.
    FILE,
    /// The kernel gives it a name in brackets.
    KERNEL_NAME,
    /// The Go runtime gave it a name (Go 1.25 and later, Linux 5.17 and later).
    GO_NAME,
    /// A channel or goroutine was read from it, and those are in the heap only.
    OBJECT,
    /// Where the Go runtime up to 1.25 puts its first arena, and what follows it without a gap.
    ARENA_ADDRESS,
    /// It follows the executable's data without a gap.
    AFTER_DATA,
    /// It has no permissions.
    NO_ACCESS,
    /// Nothing tells.
    UNKNOWN;

    /// Key of the words for it.
    public String key() {
      return "memory.reason." + name().toLowerCase(Locale.ROOT);
    }
  }
}
