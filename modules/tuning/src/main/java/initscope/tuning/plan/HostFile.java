package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.remote.Quote;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file of the host that a plan would replace, with what speaks against it.
///
/// @param path of it
/// @param text whole; empty where there is no such file
/// @param state {@code TYPE|MODE|OWNER|LINKS} of it, or {@code absent}
/// @param attributes of lsattr, may be empty
record HostFile(String path, Optional<String> text, String state, String attributes) {
  /// What tools write at the head of files that they keep as they want them.
  private static final List<String> MANAGED =
      List.of("puppet", "ansible", "chezmoi", "do not edit", "cloud-init", "chef", "saltstack");

  private static final int HEAD_LINES = 5;

  static HostFile of(Preflight seen, String path) {
    String state = seen.fact("plain " + path);
    return new HostFile(
        path,
        state.isEmpty() || state.equals("absent")
            ? Optional.empty()
            : Optional.of(seen.text("text " + path)),
        state,
        seen.fact("attributes " + path));
  }

  /// Its bytes, where there is one.
  Optional<Bytes> bytes() {
    return text.map(Bytes::of);
  }

  /// The command that writes a text to a file, as a person would type it.
  static String write(String path, String text) {
    String lines = text.lines().map(Quote::word).collect(java.util.stream.Collectors.joining(" "));
    String folder = path.substring(0, path.lastIndexOf('/'));
    String make = folder.endsWith(".d") ? "mkdir -p " + Quote.shown(folder) + " && " : "";
    return make + "printf '%s\\n' " + lines + " > " + Quote.shown(path);
  }

  /// The command that puts back what is there now.
  String restore() {
    return text.map(t -> write(path, t)).orElse("rm " + Quote.shown(path));
  }

  /// Reports why it must not be replaced, if so.
  void check(Draft draft) {
    if (state.isEmpty()) {
      draft.find(Finding.block("file.unread", path));
      return;
    }
    if (state.equals("absent")) {
      return;
    }
    List<String> words = List.of(state.split("\\|", -1));
    if (words.size() != 4 || !words.get(0).startsWith("regular") || !words.get(3).equals("1")) {
      draft.find(Finding.block("file.not_plain", path, state));
    } else if (attributes.split(" ", 2)[0].contains("i")) {
      draft.find(Finding.block("file.immutable", path));
    } else if (!isText()) {
      draft.find(Finding.block("file.not_text", path));
    }
    managed().ifPresent(line -> draft.find(Finding.block("file.managed", path, line)));
  }

  private boolean isText() {
    // A byte that is not UTF-8 came as U+FFFD and could not be put back.
    return text.map(t -> t.indexOf(0) < 0 && t.indexOf(0xfffd) < 0).orElse(true);
  }

  private Optional<String> managed() {
    return text.orElse("")
        .lines()
        .limit(HEAD_LINES)
        .filter(l -> l.startsWith("#"))
        .filter(l -> MANAGED.stream().anyMatch(l.toLowerCase(Locale.ROOT)::contains))
        .map(String::strip)
        .findFirst();
  }
}
