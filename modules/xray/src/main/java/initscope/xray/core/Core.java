package initscope.xray.core;

import initscope.model.host.Mapping;
import initscope.xray.elf.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a core file says of a process.
///
/// @param machine {@code amd64} or {@code arm64}
/// @param pid of the process, as its own pid namespace counts; empty where no note tells
/// @param command the first 15 bytes of its name
/// @param arguments the first 79 bytes of its command line, separated by spaces
/// @param signal as the file tells it: the one that ended the process, or the one a debugger stopped it with
/// @param signalOffset where the file says so
/// @param threads in the file's order: the one that ended it first
/// @param mappings what the process had mapped, ascending; those of files with the paths the process saw, and inode -1
/// @param loads what was dumped: address, length, place in the file
/// @param auxiliary the auxiliary vector by its numbers
public record Core(
    String machine,
    OptionalLong pid,
    String command,
    String arguments,
    int signal,
    OptionalLong signalOffset,
    List<CoreThread> threads,
    List<Mapping> mappings,
    List<Segment> loads,
    Map<Long, Long> auxiliary) {
  private static final long PROGRAM_HEADERS = 3;
  private static final long ENTRY = 9;

  /// Keeps immutable copies.
  public Core {
    threads = List.copyOf(threads);
    mappings = List.copyOf(mappings);
    loads = List.copyOf(loads);
    auxiliary = Map.copyOf(auxiliary);
  }

  /// The path of the program's file: of the mapping that holds its program headers, which the kernel told the process, or its
  /// entry.
  public Optional<String> executable() {
    for (long number : new long[] {PROGRAM_HEADERS, ENTRY}) {
      Long address = auxiliary.get(number);
      Optional<Mapping> at =
          address == null
              ? Optional.empty()
              : mappings.stream().filter(m -> m.inode() != 0 && m.contains(address)).findFirst();
      if (at.isPresent()) {
        return at.map(Mapping::path);
      }
    }
    return Optional.empty();
  }

  /// The name of the signal that ended it; empty where none did: a debugger tells the one it stopped the process with.
  public Optional<String> signalName() {
    return Signals.ending(signal);
  }
}
