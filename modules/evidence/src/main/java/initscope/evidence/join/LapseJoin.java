package initscope.evidence.join;

import initscope.formats.proc.MapsDecoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.EvidenceRef;
import initscope.model.Problem;
import initscope.model.go.TimeLapse;
import initscope.xray.LapseProgram;
import initscope.xray.LapseReader;
import initscope.xray.lapse.Lapse;
import initscope.xray.lapse.LapseFormat;
import initscope.xray.lapse.Source;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.MemoryLostException;
import java.util.List;
import java.util.Optional;

/// The time-lapse, read again from what the capture kept, by the same code that read it live.
final class LapseJoin {
  private static final String FOLDER = "xray/lapse/";
  private static final long MAX_BYTES = 512L << 20;

  private final Pieces pieces;
  private final NumberedParts parts;

  private LapseJoin(Pieces pieces) {
    this.pieces = pieces;
    parts = NumberedParts.of(pieces, FOLDER, "", MAX_BYTES);
  }

  static Optional<TimeLapse> lapse(Pieces pieces) {
    return new LapseJoin(pieces).read();
  }

  private Optional<TimeLapse> read() {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Decoded<Lapse> decoded = LapseFormat.decode(parts.bytes());
    warn(decoded.problems());
    return read(decoded.value());
  }

  private Optional<TimeLapse> read(Lapse lapse) {
    StringBuilder maps = new StringBuilder();
    for (Chunk chunk : lapse.fixed().getOrDefault(Source.MAPS, List.of())) {
      maps.append(chunk.bytes().first(1 << 20).utf8());
    }
    LapseProgram.Opened opened =
        LapseProgram.open(
            lapse.fixed(Source.EXECUTABLE),
            lapse.fixed(Source.MEMORY),
            new MapsDecoder().decode(Bytes.of(maps.toString())).value());
    if (opened.program().isEmpty()) {
      warn(List.of(new Problem("lapse.program", Problem.Effect.NOTE, 0, opened.refusal())));
      return Optional.empty();
    }
    try {
      return Optional.of(LapseReader.read(opened.program().get(), lapse, this::place));
    } catch (MemoryLostException lost) {
      return Optional.empty(); // what was kept is never lost
    }
  }

  private EvidenceRef place(long offset) {
    var part = parts.at(offset);
    return EvidenceRef.at(part.getValue().name(), offset - part.getKey(), "sample");
  }

  private void warn(List<Problem> problems) {
    pieces.warn(parts.first(), problems);
  }
}
