package initscope.tuning.plan;

import initscope.model.change.SetSysctl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was seen on a host before a change.
///
/// @param facts answers by name: {@code uid}, {@code machine-id}, {@code boot-id}, {@code kernel}, {@code timer}, {@code etc} ...
/// @param values of kernel parameters by path, squeezed
/// @param modes of their files, octal
/// @param files that set kernel parameters at boot
public record Preflight(
    Map<String, String> facts,
    Map<String, String> values,
    Map<String, String> modes,
    ConfFiles files) {
  /// Copies the maps.
  public Preflight {
    facts = Map.copyOf(facts);
    values = Map.copyOf(values);
    modes = Map.copyOf(modes);
  }

  /// An answer, empty where there was none.
  public String fact(String name) {
    return facts.getOrDefault(name, "").strip();
  }

  /// Reads what {@code preflight.sh} printed; empty where it was cut off.
  ///
  /// @param nonce given to the script: what stands between its lines may be anything
  public static Optional<Preflight> parse(String out, String nonce) {
    Map<String, String> facts = new HashMap<>();
    Map<String, String> values = new HashMap<>();
    Map<String, String> modes = new HashMap<>();
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
      int space = name.indexOf(' ');
      String rest = space < 0 ? "" : name.substring(space + 1);
      switch (space < 0 ? name : name.substring(0, space)) {
        case "value" -> values.put(rest, SetSysctl.squeeze(body));
        case "mode" -> modes.put(rest, body.strip());
        case "absent" -> {}
        case "file" -> file(rest, body).ifPresent(files::add);
        default -> facts.put(name, body);
      }
      at = next;
    }
    return ended
        ? Optional.of(new Preflight(facts, values, modes, new ConfFiles(files)))
        : Optional.empty();
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
