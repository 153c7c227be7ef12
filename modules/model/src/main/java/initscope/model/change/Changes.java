package initscope.model.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From words to changes: {@code KEY=VALUE} for a kernel parameter, {@code KIND:TARGET=WANTED} for every kind.
public final class Changes {
  /// Words of all kinds, as the command line takes them.
  public static final List<String> KINDS =
      List.of(
          "sysctl",
          "mount",
          "boolean",
          "permissive",
          "label",
          "port",
          "policy",
          "unit",
          "cgroup",
          "ldconf");

  private Changes() {}

  /// What a user wrote.
  ///
  /// @param kind word of {@link #KINDS}
  /// @param target before the equals sign
  /// @param wanted after it
  public record Words(String kind, String target, String wanted) {
    /// Reads a word of the command line.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    public static Words of(String word) {
      String kind = "sysctl";
      String rest = word;
      for (String known : KINDS) {
        if (word.startsWith(known + ":")) {
          kind = known;
          rest = word.substring(known.length() + 1);
        }
      }
      int equals = rest.indexOf('=');
      if (equals < 0 && !kind.equals("permissive")) {
        throw new IllegalArgumentException("it has no =");
      }
      return equals < 0
          ? new Words(kind, rest.strip(), PermitDomain.WANTED)
          : new Words(kind, rest.substring(0, equals).strip(), rest.substring(equals + 1));
    }
  }

  /// A change from the three texts it gives.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  public static Change of(String kind, String target, String wanted) {
    return switch (kind) {
      case "sysctl" ->
          new SetSysctl(
              SysctlKey.parse(target)
                  .orElseThrow(
                      () -> new IllegalArgumentException("it is not the name of a parameter")),
              wanted);
      case "mount" -> SetMountOptions.of(target, wanted);
      case "boolean" -> SetBoolean.of(target, wanted);
      case "permissive" -> PermitDomain.of(target, wanted);
      case "label" -> new SetLabel(target, wanted);
      case "port" -> SetPort.of(target, wanted);
      case "policy" -> AddPolicy.of(target, wanted);
      case "unit" -> SetUnit.of(target, wanted);
      case "cgroup" -> SetCgroup.of(target, wanted);
      case "ldconf" -> SetLibraryPath.of(target, wanted);
      default -> throw new IllegalArgumentException("a kind of change this version does not know");
    };
  }

  /// Changes from what a user wrote; settings of one unit become one change.
  ///
  /// @throws IllegalArgumentException saying what is wrong
  public static List<Change> of(List<Words> words) {
    Map<String, List<Words>> together = new LinkedHashMap<>();
    int apart = 0;
    for (Words word : words) {
      boolean joins = word.kind().equals("unit") || word.kind().equals("cgroup");
      String name = joins ? word.kind() + " " + word.target() : "#" + apart++;
      together.computeIfAbsent(name, k -> new ArrayList<>()).add(word);
    }
    List<Change> changes = new ArrayList<>();
    for (List<Words> same : together.values()) {
      String wanted = String.join("\n", same.stream().map(Words::wanted).toList());
      changes.add(of(same.getFirst().kind(), same.getFirst().target(), wanted));
    }
    return List.copyOf(changes);
  }

  /// The words that make a change, one for each setting.
  public static List<String> words(Change change) {
    String head = change.kind() + ":" + change.target();
    return switch (change) {
      case SetSysctl c -> List.of(c.target() + "=" + c.wanted());
      case PermitDomain c -> List.of(head);
      case SetUnit c -> c.wanted().lines().map(l -> head + "=" + l).toList();
      case SetCgroup c -> c.wanted().lines().map(l -> head + "=" + l).toList();
      default -> List.of(head + "=" + change.wanted());
    };
  }

  static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /// Whether a text is made of letters, digits and these others, and is not too long.
  static boolean isWord(String text, int longest, String others) {
    return !text.isEmpty()
        && text.length() <= longest
        && text.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || others.indexOf(c) >= 0);
  }

  /// Whether a text is an absolute path without {@code ..} and of plain characters.
  static boolean isPath(String text) {
    return text.startsWith("/")
        && isWord(text, 1024, "/._-+@:,=~")
        && List.of(text.split("/", -1)).stream().noneMatch(n -> n.equals("..") || n.equals("."))
        && !text.contains("//");
  }
}
