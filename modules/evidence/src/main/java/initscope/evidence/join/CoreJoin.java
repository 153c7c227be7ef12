package initscope.evidence.join;

import initscope.model.Bytes;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.go.GoRuntime;
import initscope.model.host.Mapping;
import initscope.model.host.ProcessFacts;
import initscope.model.host.ThreadState;
import initscope.xray.XRay;
import initscope.xray.core.Core;
import initscope.xray.core.CoreDecoder;
import initscope.xray.core.CoreImage;
import initscope.xray.core.CoreThread;
import initscope.xray.core.Registers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A process that has ended, from its core file and the executable given beside it.
final class CoreJoin {
  private static final String CORE = "core";
  private static final String BINARY = "binary/";

  private final Piece piece;
  private final Core core;
  private final CoreImage image;
  private final XRay.Stopped stopped;

  private CoreJoin(Piece piece, Core core, CoreImage image) {
    this.piece = piece;
    this.core = core;
    this.image = image;
    Map<Long, Registers> registers = new LinkedHashMap<>();
    core.threads().forEach(thread -> registers.putIfAbsent(thread.tid(), thread.registers()));
    stopped =
        XRay.readStopped(
            image.executable(),
            image.memory(),
            core.mappings(),
            registers,
            XRay.Options.DEFAULT.in(piece.name()));
  }

  static Optional<CoreJoin> of(Pieces pieces) {
    List<Piece> binaries =
        pieces.all().stream().filter(piece -> piece.key().startsWith(BINARY)).toList();
    Optional<Piece> piece = pieces.get(CORE);
    Optional<Core> core =
        piece.flatMap(file -> pieces.decode(file, new CoreDecoder())).filter(c -> true);
    if (core.isEmpty()) {
      if (pieces.all().stream().noneMatch(PerfJoin::isRecording)) {
        binaries.forEach(binary -> unused(pieces, binary, "binary.alone"));
      }
      return Optional.empty();
    }
    List<Bytes> files = binaries.stream().map(Piece::bytes).toList();
    CoreImage image = CoreImage.of(piece.orElseThrow().bytes(), core.get(), files);
    for (int i = 0; i < binaries.size(); i++) {
      if (!image.used().contains(i)) {
        unused(pieces, binaries.get(i), "binary.other");
      }
    }
    return Optional.of(new CoreJoin(piece.orElseThrow(), core.get(), image));
  }

  private static void unused(Pieces pieces, Piece binary, String id) {
    String why =
        id.equals("binary.alone")
            ? "an executable alone: pass the core file as well, or use inspect"
            : "not a file that the process of the core had mapped";
    pieces.warn(binary, List.of(new Problem(id, Effect.LOST_FROM_HERE, 0, why)));
  }

  GoRuntime runtime() {
    return stopped.runtime();
  }

  List<Mapping> maps() {
    return core.mappings();
  }

  /// What the core gave; and where it is not enough, what to pass as well.
  List<Coverage> coverage() {
    List<Coverage> steps = new ArrayList<>();
    steps.add(new Coverage(CORE, State.DONE, ""));
    Optional<String> refusal = runtime().refusal();
    if (refusal.isPresent()) {
      String wanted =
          core.executable().map(path -> "pass the executable FILE " + path + " as well").orElse("");
      boolean lacks = !image.given() && !wanted.isEmpty();
      steps.add(new Coverage("xray", State.EMPTY, lacks ? wanted : refusal.get()));
    }
    return steps;
  }

  Optional<ProcessFacts> process() {
    OptionalLong pid = core.pid();
    if (pid.isEmpty()) {
      return Optional.empty();
    }
    boolean deleted =
        core.mappings().stream()
            .anyMatch(m -> m.deleted() && core.executable().filter(m.path()::equals).isPresent());
    return Optional.of(
        new ProcessFacts(
            pid.getAsLong(),
            core.arguments().isEmpty()
                ? Optional.empty()
                : Optional.of(List.of(core.arguments().split(" ", -1))),
            core.executable(),
            deleted,
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of(),
            List.of(),
            List.of(),
            core.signalName()));
  }

  List<ThreadState> threads() {
    return core.threads().stream().map(this::thread).toList();
  }

  private ThreadState thread(CoreThread thread) {
    List<Frame> frames = stopped.threads().getOrDefault(thread.tid(), List.of());
    EvidenceRef place =
        EvidenceRef.at(
            piece.name(),
            thread.offset(),
            "thread "
                + thread.tid()
                + ", pc 0x"
                + Long.toHexString(thread.registers().pc())
                + ", sp 0x"
                + Long.toHexString(thread.registers().sp()));
    boolean main = core.pid().isPresent() && core.pid().getAsLong() == thread.tid();
    return new ThreadState(
        thread.tid(),
        main ? core.command() : "",
        thread.state(),
        Optional.empty(),
        thread.syscall(),
        List.of(),
        frames,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        thread.syscall().isPresent()
            ? Map.of("core", place, "syscall", place)
            : Map.of("core", place));
  }

  Map<String, EvidenceRef> places() {
    Map<String, EvidenceRef> places = new HashMap<>();
    places.put("process", EvidenceRef.whole(piece.name(), core.command()));
    places.put("xray.memory", EvidenceRef.whole(piece.name(), piece.name()));
    if (core.signalOffset().isPresent() && core.signalName().isPresent()) {
      places.put(
          "process.signal",
          EvidenceRef.at(piece.name(), core.signalOffset().getAsLong(), core.signalName().get()));
    }
    return places;
  }
}
