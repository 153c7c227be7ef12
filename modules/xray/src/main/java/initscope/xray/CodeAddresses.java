package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.GoSymbols.Site;
import initscope.xray.elf.Segment;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What addresses of a recording mean in a program's image, decided from all of them together: they must lie in segments of code, some in
/// Go's functions, and what is returned to must follow a call.
///
/// @param image where the program is read from
/// @param functions of it
/// @param code its segments of code
/// @param imageBias how far the image lies from where the file says
/// @param loadBias how far the recorded process lay from there; empty where that is not known
record CodeAddresses(
    Reader image, Functions functions, List<Segment> code, long imageBias, OptionalLong loadBias) {
  private static final int CHECKED_CALLS = 256;
  private static final int STRAYS_ONE_OF = 20;
  private static final long PAGE = 4096;

  CodeAddresses {
    code = List.copyOf(code);
  }

  /// @param form empty where none fits, or more than one
  /// @param why in words that a problem quotes; empty where one fits
  record Choice(Optional<AddressForm> form, String why) {}

  /// Decides.
  Choice choose(Collection<Site> sites) throws MemoryLostException {
    List<AddressForm> fitting = new ArrayList<>();
    String why = "addresses.outside: of " + sites.size() + " too many lie in none of its code";
    for (AddressForm form : AddressForm.values()) {
      if (!isInside(form, sites)) {
        continue;
      }
      Calls calls = calls(form, sites);
      if (!anyInGo(form, sites)) {
        why = "addresses.notGo: of " + sites.size() + " none lies in a Go function";
      } else if (!calls.convince()) {
        why = "addresses.calls: of " + calls.asked + " returns " + calls.follow + " follow a call";
      } else {
        fitting.add(form);
      }
    }
    if (fitting.size() == 2 && sites.stream().allMatch(this::isSame)) {
      fitting.removeLast();
    }
    return switch (fitting.size()) {
      case 0 -> new Choice(Optional.empty(), why);
      case 1 -> new Choice(Optional.of(fitting.getFirst()), "");
      default ->
          new Choice(Optional.empty(), "addresses.ambiguous: file offsets or memory addresses");
    };
  }

  /// Whether all that ran is code, and nearly all that is returned to: where a function keeps something else in the register of frames, perf
  /// takes what lies there for an address, and that may be one of data.
  private boolean isInside(AddressForm form, Collection<Site> sites) {
    int strays = 0;
    for (Site site : sites) {
      if (place(form, site.address()).isEmpty()) {
        strays++;
        if (!site.returns() || strays * STRAYS_ONE_OF > sites.size()) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isSame(Site site) {
    return place(AddressForm.FILE_OFFSET, site.address())
        .equals(place(AddressForm.MEMORY, site.address()));
  }

  /// Where an address lies in the image; empty where it is none of the program's code.
  OptionalLong place(AddressForm form, long address) {
    return form == AddressForm.FILE_OFFSET ? ofFile(address) : ofMemory(address);
  }

  /// Whole pages are mapped, whatever the segment's borders.
  private OptionalLong ofFile(long offset) {
    for (Segment segment : code) {
      long from = segment.fileOffset() & -PAGE;
      long to = segment.fileOffset() + segment.fileSize() + PAGE - 1 & -PAGE;
      if (offset >= from && offset < to) {
        return OptionalLong.of(offset - segment.fileOffset() + segment.address() + imageBias);
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong ofMemory(long address) {
    if (loadBias.isEmpty()) {
      return OptionalLong.empty();
    }
    long linked = address - loadBias.getAsLong();
    for (Segment segment : code) {
      long from = segment.address() & -PAGE;
      long to = segment.address() + segment.memorySize() + PAGE - 1 & -PAGE;
      if (linked >= from && linked < to) {
        return OptionalLong.of(linked + imageBias);
      }
    }
    return OptionalLong.empty();
  }

  private boolean anyInGo(AddressForm form, Collection<Site> sites) {
    return sites.stream()
        .map(site -> place(form, site.address()))
        .anyMatch(at -> functions.index(at.orElse(0)).isPresent());
  }

  /// How many returns follow a call.
  ///
  /// @param asked of how many
  private record Calls(int asked, int follow) {
    /// A few never do: what a signal interrupted is made to look like a caller.
    boolean convince() {
      return 4 * follow >= 3 * asked;
    }
  }

  private Calls calls(AddressForm form, Collection<Site> sites) throws MemoryLostException {
    long[] returns =
        sites.stream()
            .filter(Site::returns)
            .mapToLong(site -> place(form, site.address()).orElse(0))
            .filter(functions::isText)
            .filter(at -> !isRoot(at))
            .sorted()
            .toArray();
    int asked = Math.min(returns.length, CHECKED_CALLS);
    int follow;
    do {
      follow = 0;
      for (int i = 0; i < asked; i++) {
        follow += followsCall(returns[(int) ((long) i * returns.length / asked)]) ? 1 : 0;
      }
    } while (image.fetch());
    return new Calls(asked, follow);
  }

  /// The runtime lets each goroutine's first function return to behind the first instruction of goexit.
  private boolean isRoot(long at) {
    return functions.isEntry(at - (functions.module().layout().arm64() ? 4 : 1));
  }

  private boolean followsCall(long at) {
    if (!functions.module().layout().arm64()) {
      return CallSite.before(functions, at).isCall();
    }
    long word = functions.code(at - 4, 4).map((Bytes bytes) -> bytes.u32(0)).orElse(0L);
    return word >>> 26 == 0b100101 || (word & 0xffff_fc1fL) == 0xd63f_0000L;
  }
}
