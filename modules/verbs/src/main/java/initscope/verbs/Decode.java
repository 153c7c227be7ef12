package initscope.verbs;

import initscope.formats.Formats;
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
import java.util.Optional;
import java.util.stream.Stream;

/// One file to what its decoder saw.
public final class Decode {
  private static final int HEAD_BYTES = 64 << 10;

  private Decode() {}

  /// What a decoder saw.
  ///
  /// @param format which one
  /// @param decoded value and problems
  public record Result(Format format, Decoded<?> decoded) {}

  /// All formats.
  public static List<Format> formats() {
    return Stream.concat(Formats.all().stream(), Stream.of(new CoreDecoder()))
        .map(Decoder::format)
        .toList();
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
    return new Result(decoder.format(), decoder.decode(bytes));
  }

  private static Optional<Decoder<?>> byName(String name) {
    return name.equals(CoreDecoder.NAME) ? Optional.of(new CoreDecoder()) : Formats.byName(name);
  }

  private static Optional<Decoder<?>> recognise(Bytes head) {
    return new CoreDecoder().recognises(head)
        ? Optional.of(new CoreDecoder())
        : Formats.recognise(head);
  }
}
