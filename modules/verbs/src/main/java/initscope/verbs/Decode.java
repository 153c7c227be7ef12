package initscope.verbs;

import initscope.formats.Formats;
import initscope.formats.Items;
import initscope.formats.perf.PerfScriptDecoder;
import initscope.formats.perfdata.PerfDataDecoder;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.RawTrace;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Failure;
import initscope.model.Format;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.xray.core.CoreDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One file to what its decoder saw.
public final class Decode {
  private static final int HEAD_BYTES = 64 << 10;

  /// Decoders that are not of a text format of a system.
  private static final List<Decoder<?>> OWN = List.of(new CoreDecoder(), new GoTraceDecoder());

  private Decode() {}

  /// What a decoder saw.
  ///
  /// @param format which one
  /// @param decoded value and problems
  /// @param trace the file, where it is a Go execution trace
  /// @param perf the bytes, where it is text of perf
  public record Result(
      Format format, Decoded<?> decoded, Optional<RawTrace> trace, Optional<Bytes> perf) {}

  /// All formats.
  public static List<Format> formats() {
    return Stream.concat(Formats.all().stream(), OWN.stream()).map(Decoder::format).toList();
  }

  /// Decodes a file.
  ///
  /// @param as name of the format; guessed where absent
  /// @throws Failure.Usage for an unknown name
  /// @throws Failure.InputDamaged where the file cannot be opened or no format fits
  public static Result run(Path file, Optional<String> as, Progress progress)
      throws Failure, CancelledException {
    Bytes bytes = Inputs.open(file, progress);
    Decoder<?> decoder =
        as.isPresent()
            ? byName(as.get())
                .orElseThrow(
                    () ->
                        new Failure.Usage(
                            "No format is named", as.get(), "decode --list names them."))
            : recognise(bytes.first(HEAD_BYTES))
                .orElseThrow(
                    () ->
                        new Failure.InputDamaged(
                            "No known format fits",
                            file.toString(),
                            "name one with --as; decode --list names them."));
    if (decoder instanceof GoTraceDecoder traces) {
      return new Result(
          decoder.format(),
          traces.decode(bytes, progress, new Workers()),
          Optional.of(RawTrace.of(bytes)),
          Optional.empty());
    }
    if (decoder instanceof PerfScriptDecoder perf) {
      return new Result(
          decoder.format(), perf.decode(bytes, progress), Optional.empty(), Optional.of(bytes));
    }
    Decoded<?> decoded =
        decoder instanceof PerfDataDecoder perf
            ? perf.decode(bytes, progress)
            : decoder.decode(bytes);
    return new Result(decoder.format(), decoded, Optional.empty(), Optional.empty());
  }

  /// What a decoder saw, item by item. Of a Go execution trace these are the events as they stand in the file.
  ///
  /// @throws CancelledException when the user cancelled
  public static void items(Result result, Consumer<Map<String, Object>> out, Progress progress)
      throws CancelledException {
    if (result.trace().isPresent()) {
      result.trace().orElseThrow().walk(out, progress);
    } else if (result.perf().isPresent()) {
      new PerfScriptDecoder().items(result.perf().orElseThrow(), out, progress);
    } else {
      Items.of(result.decoded()).forEach(out);
    }
  }

  private static Optional<Decoder<?>> byName(String name) {
    return OWN.stream()
        .<Decoder<?>>map(d -> d)
        .filter(d -> d.format().name().equals(name))
        .findFirst()
        .or(() -> Formats.byName(name));
  }

  private static Optional<Decoder<?>> recognise(Bytes head) {
    return OWN.stream()
        .<Decoder<?>>map(d -> d)
        .filter(d -> d.recognises(head))
        .findFirst()
        .or(() -> Formats.recognise(head));
  }
}
