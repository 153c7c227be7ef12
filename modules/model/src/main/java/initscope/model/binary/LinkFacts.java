package initscope.model.binary;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How an executable was linked, and what its bytes are.
///
/// @param fileBytes size of the file
/// @param interpreter PT_INTERP: the dynamic linker that the kernel starts first
/// @param needed DT_NEEDED: libraries
/// @param glibc highest version of glibc whose symbols it needs, {@code 2.34}; empty where it needs none
/// @param relocations what the dynamic linker has to do, or what is to be relocated anyhow
/// @param bindNow whether all symbols are bound before it starts
/// @param cgo whether the runtime's cgo part is linked in, whatever the settings say; empty where function names could not be read
/// @param sections in the order of the file; none where it has no section headers
/// @param parts bytes of the file by what they are for
public record LinkFacts(
    long fileBytes,
    Optional<String> interpreter,
    List<String> needed,
    Optional<String> glibc,
    RelocationCounts relocations,
    boolean bindNow,
    Optional<Boolean> cgo,
    List<SectionSize> sections,
    Map<Part, Long> parts) {
  /// Keeps immutable copies.
  public LinkFacts {
    needed = List.copyOf(needed);
    sections = List.copyOf(sections);
    parts = Map.copyOf(parts);
  }
}
