package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.elf.Elf;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import initscope.xray.memory.SparseMemory;
import java.util.List;

/// A program as its executable describes it, without its process, and the functions in it.
final class ProgramImage {
  private ProgramImage() {}

  /// What is made of a program's functions.
  interface Use<T> {
    /// Makes it.
    ///
    /// @throws Refusal where the layout by which the functions were read does not fit
    T of(Functions functions) throws Refusal, MemoryLostException;
  }

  /// The memory of a program that lies where its file says, with its pointers in their places.
  static Memory ofFile(Memory file, Elf elf) throws MemoryLostException {
    Memory image = new ImageMemory(file, elf.loads(), 0, SparseMemory.of(List.of()));
    return elf.positionIndependent() ? Relocations.read(file, elf).over(image) : image;
  }

  /// What the first layout that fits gives.
  ///
  /// @param bias how far the image lies from where the file says
  static <T> T first(Reader image, Elf elf, long bias, List<Layout> layouts, Use<T> use)
      throws Refusal, MemoryLostException {
    long address = new ModuleFinder(image, elf, (a, b) -> {}).find(bias);
    Bytes bytes = image.start(address, Module.MAX_SIZE).orElse(Bytes.EMPTY);
    Refusal last = new Refusal("layout.known", "none");
    for (Layout layout : layouts) {
      try {
        return use.of(functions(image, new Module(address, bytes, layout)));
      } catch (Refusal refusal) {
        last = refusal;
      }
    }
    throw last;
  }

  private static Functions functions(Reader image, Module module)
      throws Refusal, MemoryLostException {
    Refusal.unless(
        module.bytes().size() >= module.layout().size("moduledata", Module.MAX_SIZE),
        "moduledata.readable",
        module.bytes().size() + " bytes");
    module.check();
    Functions.wish(image, module);
    return Functions.of(image, module);
  }
}
