package initscope.diagnosis.binary;

import initscope.model.Frame;
import initscope.model.binary.BinaryFacts;
import initscope.model.binary.GoModule;
import initscope.model.binary.InitPlan;
import initscope.model.binary.InitReach;
import initscope.model.binary.LinkFacts;
import initscope.model.binary.PackageInit;
import initscope.model.binary.Part;
import initscope.model.binary.ReachedCall;
import initscope.model.binary.RelocationCounts;
import initscope.model.go.GoBinary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Executables made for a test.
final class Binaries {
  private Binaries() {}

  /// A program without cgo.
  static BinaryFacts go(String version, boolean pie, String... packages) {
    Optional<String> interpreter = pie ? Optional.of("/lib64/ld.so") : Optional.empty();
    return of(version, pie, interpreter, List.of(), false, List.of(packages), List.of());
  }

  /// A program with cgo.
  static BinaryFacts cgo(String version, boolean pie, boolean dynamic) {
    Optional<String> interpreter = dynamic ? Optional.of("/lib64/ld.so") : Optional.empty();
    List<String> needed = dynamic ? List.of("libc.so.6") : List.of();
    return of(version, pie, interpreter, needed, true, List.of("main"), List.of());
  }

  /// A program whose inits lead somewhere.
  static BinaryFacts reaching(ReachedCall... calls) {
    return of("go1.26.1", false, Optional.empty(), List.of(), false, List.of(), List.of(calls));
  }

  /// A call from the init of package x/a.
  static ReachedCall call(String callee, int sites, String... chain) {
    List<Frame> frames = new ArrayList<>(List.of(Frame.of("x/a.init.0", "a.go", 7)));
    List.of(chain).forEach(name -> frames.add(Frame.of(name)));
    return new ReachedCall("x/a", "x/a.init.0", callee, sites, frames);
  }

  private static BinaryFacts of(
      String version,
      boolean pie,
      Optional<String> interpreter,
      List<String> needed,
      boolean cgo,
      List<String> packages,
      List<ReachedCall> calls) {
    GoBinary go =
        new GoBinary(
            version,
            Optional.of("x/main"),
            Map.of("CGO_ENABLED", cgo ? "1" : "0"),
            pie,
            true,
            false,
            interpreter.isPresent(),
            Optional.empty(),
            "amd64");
    RelocationCounts relocations =
        pie
            ? new RelocationCounts(Map.of("R_X86_64_RELATIVE", 12_000L), 12_000, 0, false, true)
            : RelocationCounts.NONE;
    LinkFacts link =
        new LinkFacts(
            1000,
            interpreter,
            needed,
            needed.isEmpty() ? Optional.empty() : Optional.of("2.34"),
            relocations,
            false,
            Optional.of(cgo),
            List.of(),
            Map.of(Part.TEXT, 600L, Part.DATA, 400L));
    List<PackageInit> inits = new ArrayList<>();
    for (String name : packages) {
      List<Frame> functions = List.of(Frame.of(name + ".init"));
      inits.add(new PackageInit(inits.size(), name, functions, List.of()));
    }
    GoModule module = new GoModule("x/dep", version, "h1:a", Optional.empty());
    return new BinaryFacts(
        go,
        Optional.empty(),
        List.of(module),
        link,
        new InitPlan(inits, 0, true, Optional.empty()),
        new InitReach(calls, 10, 0, false, true),
        List.of());
  }
}
