package initscope.formats.proc;

import initscope.formats.text.Escapes;
import initscope.formats.text.LineDecoder;
import initscope.model.Bytes;
import initscope.model.Format;
import initscope.model.host.FstabLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// /etc/fstab, see fstab(5).
public final class FstabDecoder extends LineDecoder<FstabLine> {
  /// Name of the format.
  public static final String NAME = "fstab";

  /// A decoder.
  public FstabDecoder() {
    super(new Format(NAME, "/etc/fstab"), NAME);
  }

  /// /proc/mounts looks the same, but the kernel begins all options with {@code rw} or {@code ro}.
  @Override
  public boolean recognises(Bytes head) {
    if (!super.recognises(head)) {
      return false;
    }
    List<FstabLine> lines = decode(head).value();
    long ofKernel = lines.stream().filter(FstabDecoder::isOfKernel).count();
    return 2 * ofKernel < lines.size();
  }

  private static boolean isOfKernel(FstabLine line) {
    String first = line.options().isEmpty() ? "" : line.options().getFirst();
    return first.equals("rw") || first.equals("ro");
  }

  @Override
  protected Optional<FstabLine> scan(String line) {
    List<String> words =
        Stream.of(line.split("[ \t]", 64)).map(String::strip).filter(w -> !w.isEmpty()).toList();
    if (words.size() < 3 || words.size() > 6 || words.getFirst().startsWith("#")) {
      return Optional.empty();
    }
    String point = Escapes.octal(words.get(1));
    boolean place = point.startsWith("/") || point.equals("none") || point.equals("swap");
    boolean flags =
        words.subList(Math.min(4, words.size()), words.size()).stream()
            .allMatch(FstabDecoder::digit);
    boolean type =
        words
            .get(2)
            .chars()
            .allMatch(
                c -> Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == ',');
    if (!place || !flags || !type) {
      return Optional.empty();
    }
    boolean slash = point.length() > 1 && point.endsWith("/");
    return Optional.of(
        new FstabLine(
            Escapes.octal(words.getFirst()),
            slash ? point.substring(0, point.length() - 1) : point,
            words.get(2),
            words.size() < 4 ? List.of() : List.of(words.get(3).split(",", -1))));
  }

  private static boolean digit(String word) {
    return word.length() == 1 && word.charAt(0) >= '0' && word.charAt(0) <= '9';
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || line.strip().startsWith("#");
  }
}
