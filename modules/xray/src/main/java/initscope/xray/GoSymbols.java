package initscope.xray;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.host.Mapping;
import initscope.xray.elf.Elf;
import initscope.xray.elf.ElfBinary;
import initscope.xray.elf.Segment;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import initscope.xray.memory.SparseMemory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Names of a Go program's code by address, from the tables that the runtime itself needs: a stripped program has them too. An address that
/// is in no Go function has no name, and never that of the nearest one.
///
/// Not shared between threads. What it reads depends on what it is asked alone: asked the same over what a
/// {@link initscope.xray.memory.RecordingMemory} kept, it answers the same.
public final class GoSymbols {
  /// Most addresses that are looked up; more have no name.
  public static final int MAX_SITES = 1 << 18;

  private static final long MAX_BYTES = 256 << 20;

  private final GoBinary binary;
  private final Reader image;
  private final Functions functions;
  private final CodeAddresses addresses;

  private GoSymbols(GoBinary binary, Reader image, Functions functions, CodeAddresses addresses) {
    this.binary = binary;
    this.image = image;
    this.functions = functions;
    this.addresses = addresses;
  }

  /// What opening gave.
  ///
  /// @param symbols empty where it is refused
  /// @param binary what the executable says
  /// @param gnuBuildId by which perf tells programs, in hex; empty where it has none
  /// @param refusal why; empty where nothing is refused
  public record Opened(
      Optional<GoSymbols> symbols, GoBinary binary, Optional<String> gnuBuildId, String refusal) {}

  /// One place in a stack.
  ///
  /// @param address as the recording tells it
  /// @param returns whether it is where a call returns to, so that the call itself stands before it; else it is the instruction itself
  public record Site(long address, boolean returns) {}

  /// Names of sites.
  ///
  /// @param form what their addresses count from; empty where that could not be told, and then none has a name
  /// @param why it could not, with the name of what does not hold; empty where it could
  /// @param frames innermost inlined call first, never none; without those that are in no Go function
  public record Named(Optional<AddressForm> form, String why, Map<Site, List<Frame>> frames) {
    /// Keeps an immutable copy.
    public Named {
      frames = Map.copyOf(frames);
    }
  }

  /// Opens a program from its file alone.
  ///
  /// @param executable the file, by offset
  /// @param maps lines of /proc/PID/maps that are of this file, which tell where a position independent program lay; may be empty
  public static Opened ofFile(Memory executable, List<Mapping> maps) {
    return open(executable, SparseMemory.of(List.of()), maps, true);
  }

  /// Opens a program that runs, or what was kept of one.
  ///
  /// @param executable the file, by offset
  /// @param process its memory
  /// @param maps its /proc/PID/maps
  public static Opened ofProcess(Memory executable, Memory process, List<Mapping> maps) {
    return open(executable, process, maps, false);
  }

  private static Opened open(
      Memory executable, Memory process, List<Mapping> maps, boolean fileAlone) {
    GoBinary binary = NoGo.BINARY;
    Optional<String> id = Optional.empty();
    try {
      Reader file = new Reader(executable, MAX_BYTES);
      ElfBinary elf =
          ElfBinary.read(file)
              .orElseThrow(() -> new Refusal("elf.class", "not a 64 bit little-endian ELF file"));
      id = elf.gnuBuildId();
      binary = elf.go().orElseThrow(() -> new Refusal(GoRuntime.NOT_GO, NoGo.WHY));
      List<Layout> layouts = LayoutChoice.of(file, elf.elf(), binary).layouts();
      GoSymbols symbols =
          fileAlone
              ? ofFile(binary, elf.elf(), executable, maps, layouts)
              : ofProcess(binary, elf.elf(), file, executable, process, maps, layouts);
      return new Opened(Optional.of(symbols), binary, id, "");
    } catch (Refusal refusal) {
      return new Opened(Optional.empty(), binary, id, refusal.text());
    } catch (MemoryLostException lost) {
      return new Opened(Optional.empty(), binary, id, "memory.lost: " + lost.getMessage());
    }
  }

  private static GoSymbols ofFile(
      GoBinary binary, Elf elf, Memory file, List<Mapping> maps, List<Layout> layouts)
      throws Refusal, MemoryLostException {
    Memory image = ProgramImage.ofFile(file, elf);
    OptionalLong loaded = elf.positionIndependent() ? bias(elf, maps) : OptionalLong.of(0);
    return open(binary, elf, new Reader(image, MAX_BYTES), 0, loaded, layouts);
  }

  private static GoSymbols ofProcess(
      GoBinary binary,
      Elf elf,
      Reader fileReader,
      Memory file,
      Memory process,
      List<Mapping> maps,
      List<Layout> layouts)
      throws Refusal, MemoryLostException {
    Bytes head = fileReader.start(0, Elf.HEAD_BYTES).orElse(Bytes.EMPTY);
    long bias =
        new ModuleFinder(new Reader(process, MAX_BYTES), elf, (a, b) -> {}).bias(maps, head);
    Reader image = new Reader(new ImageMemory(file, elf.loads(), bias, process), MAX_BYTES);
    return open(binary, elf, image, bias, OptionalLong.of(bias), layouts);
  }

  /// Where the first mapping of the file's code lies against where the file says.
  private static OptionalLong bias(Elf elf, List<Mapping> maps) {
    for (Mapping mapping : maps) {
      for (Segment segment : code(elf)) {
        if (mapping.permissions().indexOf('x') >= 0
            && mapping.fileOffset() == (segment.fileOffset() & -4096L)) {
          return OptionalLong.of(mapping.start() - (segment.address() & -4096L));
        }
      }
    }
    return OptionalLong.empty();
  }

  private static List<Segment> code(Elf elf) {
    return elf.loads().stream().filter(segment -> (segment.flags() & 1) != 0).toList();
  }

  private static GoSymbols open(
      GoBinary binary, Elf elf, Reader image, long bias, OptionalLong loaded, List<Layout> layouts)
      throws Refusal, MemoryLostException {
    return ProgramImage.first(
        image,
        elf,
        bias,
        layouts,
        functions -> {
          CodeAddresses addresses = new CodeAddresses(image, functions, code(elf), bias, loaded);
          return new GoSymbols(binary, image, functions, addresses);
        });
  }

  /// What the executable says.
  public GoBinary binary() {
    return binary;
  }

  /// Names sites, level by level, after deciding from all of them what their addresses count from.
  ///
  /// @param sites all that a recording has in this program
  /// @throws MemoryLostException when nothing can be read any more
  public Named name(Collection<Site> sites) throws MemoryLostException {
    List<Site> known = sites.stream().distinct().limit(MAX_SITES).toList();
    CodeAddresses.Choice choice = addresses.choose(known);
    Map<Site, List<Frame>> frames = new HashMap<>();
    if (choice.form().isPresent()) {
      look(known, choice.form().get(), frames);
    }
    return new Named(choice.form(), choice.why(), frames);
  }

  private void look(List<Site> sites, AddressForm form, Map<Site, List<Frame>> frames)
      throws MemoryLostException {
    List<Site> left = sites;
    do {
      List<Site> unsettled = new ArrayList<>();
      for (Site site : left) {
        long at = addresses.place(form, site.address()).orElse(0);
        Optional<Boolean> inside = functions.holds(site.returns() ? at - 1 : at);
        List<Frame> found = List.of();
        if (inside.orElse(false)) {
          found = functions.frames(site.returns() ? at - 1 : at);
        } else if (site.returns() && inside.isPresent() && functions.isEntry(at)) {
          // no call returns to a function's beginning: the kernel does, after a signal
          inside = Optional.of(true);
          found = functions.frames(at);
        }
        if (!found.isEmpty()) {
          frames.put(site, found);
        } else if (inside.orElse(true)) {
          unsettled.add(site);
        }
      }
      left = unsettled;
    } while (image.fetch());
  }
}
