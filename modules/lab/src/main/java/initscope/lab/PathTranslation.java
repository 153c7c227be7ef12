package initscope.lab;

import java.util.List;

/// Paths of a host in the text of a program, as paths of this computer below the host's folder, and back in what it prints.
///
/// A program that knows {@code INITSCOPE_ROOT} puts the folder before its paths by itself and is left alone.
final class PathTranslation {
  private static final List<String> FOLDERS = List.of("/proc", "/etc", "/sys", "/run");

  /// How the shell text around every command begins to set its search path; the same words elsewhere are the command's own.
  private static final String HEAD = "LC_ALL=C PATH=";

  private static final String AWARE = "INITSCOPE_ROOT";

  /// The function that finds the processes of a cancelled command: it is about this computer's processes, never the recorded ones.
  private static final String PROCESS_TREE = "initscope_tree()";

  private final HostTree tree;
  private final String root;

  PathTranslation(HostTree tree) {
    this.tree = tree;
    this.root = tree.root().toString();
  }

  /// The folder that stands for the host's root.
  String root() {
    return root;
  }

  /// A path as it reads on this computer.
  String toHere(String text) {
    StringBuilder out = new StringBuilder(text.length() + 256);
    int at = 0;
    while (at < text.length()) {
      String folder = folderAt(text, at);
      if (folder.isEmpty()) {
        out.append(text.charAt(at++));
      } else {
        out.append(root).append(folder);
        at += folder.length();
      }
    }
    return out.toString();
  }

  /// A program as it must read on this computer: its search path begins with the host's programs, its paths lie below the host's folder.
  String program(String text) {
    boolean aware = text.contains(AWARE);
    boolean ours = false;
    StringBuilder out = new StringBuilder(text.length() + 1024);
    for (String line : text.split("\n", -1)) {
      ours |= line.startsWith(PROCESS_TREE);
      String here = line.replace("/proc/$$/status", root + "/.lab/self-status");
      boolean whole = aware || ours;
      out.append(!whole || line.startsWith(HEAD) ? withPath(whole ? line : toHere(here)) : line)
          .append('\n');
      ours &= !line.equals("}");
    }
    out.setLength(out.length() - 1);
    return out.toString();
  }

  private String withPath(String line) {
    int at = line.startsWith("PATH=/") ? 0 : line.indexOf(" PATH=/") + 1;
    if (at == 0 && !line.startsWith("PATH=/")) {
      return line;
    }
    int end = at;
    while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != ';') {
      end++;
    }
    return line.substring(0, at) + "PATH=" + LabProcess.path(tree) + line.substring(end);
  }

  private static String folderAt(String text, int at) {
    if (text.charAt(at) != '/' || (at > 0 && isPathCharacter(text.charAt(at - 1)))) {
      return "";
    }
    for (String folder : FOLDERS) {
      int end = at + folder.length();
      if (text.startsWith(folder, at) && (end == text.length() || text.charAt(end) == '/')) {
        return folder;
      }
    }
    return "";
  }

  private static boolean isPathCharacter(char c) {
    return Character.isLetterOrDigit(c) || c == '/' || c == '.' || c == '_' || c == '-' || c == '}';
  }
}
