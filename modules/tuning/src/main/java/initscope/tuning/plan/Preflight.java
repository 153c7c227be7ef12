package initscope.tuning.plan;

import initscope.model.change.SetSysctl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was seen on a host before a change.
///
/// @param answers by name, raw: {@code uid}, {@code machine-id}, {@code kernel}, {@code value vm/swappiness} ...
/// @param files that set kernel parameters at boot
public record Preflight(Map<String, String> answers, ConfFiles files) {
  /// Copies the map.
  public Preflight {
    answers = Map.copyOf(answers);
  }

  /// An answer without white space around it, empty where there was none.
  public String fact(String name) {
    return text(name).strip();
  }

  /// An answer as it came, empty where there was none.
  String text(String name) {
    return answers.getOrDefault(name, "");
  }

  /// Value of a kernel parameter, squeezed; empty where it could not be read.
  String value(String path) {
    return SetSysctl.squeeze(text("value " + path));
  }

  /// Memory that is available, in KiB; -1 where it is not known.
  long availableKib() {
    StringBuilder digits = new StringBuilder();
    fact("memory")
        .chars()
        .filter(c -> c >= '0' && c <= '9')
        .limit(15)
        .forEach(c -> digits.append((char) c));
    return digits.isEmpty() ? -1 : Long.parseLong(digits.toString());
  }

  /// The value of a line {@code NAME=VALUE} of an answer.
  Optional<String> property(String answer, String name) {
    return text(answer)
        .lines()
        .filter(l -> l.startsWith(name + "="))
        .map(l -> l.substring(name.length() + 1).strip())
        .findFirst();
  }

  /// Reads what {@code preflight.sh} printed; empty where it was cut off.
  ///
  /// @param nonce given to the script: what stands between its lines may be anything
  public static Optional<Preflight> parse(String out, String nonce) {
    Map<String, String> answers = new HashMap<>();
    List<ConfFile> files = new ArrayList<>();
    String mark = "\n" + nonce + " ";
    int at = out.indexOf(mark);
    boolean ended = false;
    while (at >= 0) {
      int lineEnd = out.indexOf('\n', at + 1);
      if (lineEnd < 0) {
        break;
      }
      int next = out.indexOf(mark, lineEnd);
      String name = out.substring(at + mark.length(), lineEnd);
      String body =
          next < 0
              ? out.substring(lineEnd + 1)
              : out.substring(lineEnd + 1, Math.max(lineEnd + 1, next));
      ended |= name.equals("end");
      if (name.startsWith("file ")) {
        file(name.substring(5), body).ifPresent(files::add);
      } else {
        answers.put(name, body);
      }
      at = next;
    }
    return ended ? Optional.of(new Preflight(answers, new ConfFiles(files))) : Optional.empty();
  }

  private static Optional<ConfFile> file(String paths, String body) {
    int space = paths.lastIndexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String path = paths.substring(space + 1);
    String real = paths.substring(0, space);
    // On a rehearsed host the real path begins with the folder that stands for the root.
    return Optional.of(
        new ConfFile(path, real.endsWith("/etc/sysctl.conf") ? "/etc/sysctl.conf" : real, body));
  }
}
