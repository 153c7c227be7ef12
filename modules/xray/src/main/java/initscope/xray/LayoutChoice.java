package initscope.xray;

import initscope.model.go.GoBinary;
import initscope.xray.elf.Elf;
import initscope.xray.elf.Pclntab;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.List;
import java.util.Optional;

/// Which layouts to try for a program. The table's, where it has the program's own release: it was measured, and costs nothing to read.
/// Else what the program's debugging information says, and only that. Else, where there is none, the table's nearest; and of a program
/// without build info those of all releases that it may be of.
///
/// @param layouts best first, never none
/// @param own the program's own, where it is that which is tried
record LayoutChoice(List<Layout> layouts, Optional<DwarfLayout> own) {
  LayoutChoice {
    layouts = List.copyOf(layouts);
  }

  /// Chooses, reading the executable's debugging information only where the table lacks the release.
  static LayoutChoice of(Reader file, Elf elf, GoBinary binary)
      throws Refusal, MemoryLostException {
    List<Layout> table = table(file, elf, binary);
    if (!table.isEmpty() && table.getFirst().exact()) {
      return new LayoutChoice(table, Optional.empty());
    }
    boolean known = binary.machine().equals("amd64") || binary.machine().equals("arm64");
    Optional<DwarfLayout> own =
        known && binary.dwarf() ? DwarfLayout.read(file, elf) : Optional.empty();
    if (own.isPresent()) {
      Layout layout = own.get().layout(binary.goVersion(), binary.machine(), List.of());
      return new LayoutChoice(List.of(layout), own);
    }
    Refusal.unless(
        !table.isEmpty(), "layout.known", binary.goVersion() + " on " + binary.machine());
    return new LayoutChoice(table, Optional.empty());
  }

  private static List<Layout> table(Reader file, Elf elf, GoBinary binary)
      throws MemoryLostException {
    Optional<Pclntab> unnamed =
        binary.isReleaseKnown() ? Optional.empty() : Pclntab.read(file, elf);
    return unnamed.isPresent()
        ? Layouts.load().possible(unnamed.get().magic(), binary.machine())
        : Layouts.load().candidates(binary.goVersion(), binary.machine());
  }

  /// The layouts with the words that the running program has for what its goroutines wait for.
  List<Layout> withWaitReasons(Reader process, long bias) throws MemoryLostException {
    if (own.isEmpty()) {
      return layouts;
    }
    Layout layout = layouts.getFirst();
    List<String> words = own.get().waitReasons(process, bias);
    String machine = layout.arm64() ? "arm64" : "amd64";
    return List.of(own.get().layout(layout.version(), machine, words));
  }
}
