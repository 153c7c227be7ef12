package initscope.xray;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// The table of layouts, {@code layouts.tsv}, which {@code modules/xray/layouts/make} writes.
final class Layouts {
  private final TreeMap<Integer, List<String>> lines = new TreeMap<>();

  private Layouts() {}

  /// Reads the table that comes with the program.
  static Layouts load() {
    try (InputStream in = Layouts.class.getResourceAsStream("layouts.tsv")) {
      if (in == null) {
        throw new IllegalStateException("layouts.tsv is missing from the build");
      }
      return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Layouts parse(BufferedReader text) throws IOException {
    Layouts layouts = new Layouts();
    for (String line = text.readLine(); line != null; line = text.readLine()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int minor = Integer.parseInt(line.substring("1.".length(), line.indexOf('\t')));
      layouts.lines.computeIfAbsent(minor, m -> new ArrayList<>()).add(line);
    }
    return layouts;
  }

  /// Minor releases in the table, ascending.
  List<Integer> minors() {
    return List.copyOf(lines.keySet());
  }

  /// The layouts to try for a program, best first: its own minor release's, else those nearest to it. A development
  /// version may be any state between two releases, whatever it is called.
  List<Layout> candidates(String goVersion, String machine) {
    OptionalInt minor = minor(goVersion);
    boolean known = machine.equals("amd64") || machine.equals("arm64");
    if (minor.isEmpty() || !known || lines.isEmpty()) {
      return List.of();
    }
    int wanted = minor.getAsInt();
    if (lines.containsKey(wanted) && goVersion.startsWith("devel")) {
      return List.of(layout(wanted, machine, Layout.From.NEAREST, List.of()));
    }
    if (lines.containsKey(wanted)) {
      return List.of(layout(wanted, machine, Layout.From.TABLE, reasons(wanted)));
    }
    int nearest =
        lines.keySet().stream().mapToInt(m -> Math.abs(m - wanted)).min().orElse(Integer.MAX_VALUE);
    return lines.keySet().stream()
        .filter(m -> Math.abs(m - wanted) == nearest)
        .map(m -> layout(m, machine, Layout.From.NEAREST, reasonsAround(wanted)))
        .toList();
  }

  /// The layouts of all releases whose pclntab begins so, the newest first.
  ///
  /// @param magic the first four bytes of pclntab, as a number
  List<Layout> possible(long magic, String machine) {
    String wanted = String.format("%08x", Integer.reverseBytes((int) magic));
    return machine.equals("amd64") || machine.equals("arm64")
        ? lines.descendingKeySet().stream()
            .filter(m -> wanted.equals(magic(m)))
            .map(m -> layout(m, machine, Layout.From.POSSIBLE, reasons(m)))
            .toList()
        : List.of();
  }

  private String magic(int minor) {
    return rows(minor).stream()
        .filter(row -> row[1].equals("magic"))
        .map(row -> row[2])
        .findFirst()
        .orElse("");
  }

  /// The words of a release that is not in the table, as far as those before and after it agree on them.
  private List<String> reasonsAround(int minor) {
    Integer before = lines.lowerKey(minor);
    Integer after = lines.higherKey(minor);
    if (before == null || after == null) {
      return List.of();
    }
    List<String> older = reasons(before);
    List<String> newer = reasons(after);
    return IntStream.range(0, Math.min(older.size(), newer.size()))
        .mapToObj(i -> older.get(i).equals(newer.get(i)) ? older.get(i) : "")
        .toList();
  }

  private List<String[]> rows(int minor) {
    return lines.getOrDefault(minor, List.of()).stream().map(l -> l.split("\t", -1)).toList();
  }

  private List<String> reasons(int minor) {
    return rows(minor).stream().filter(row -> row[1].equals("wait")).map(row -> row[3]).toList();
  }

  /// The minor number of {@code go1.22.12}, {@code go1.23rc1} or {@code devel go1.28-0123abc}.
  static OptionalInt minor(String goVersion) {
    int at = goVersion.indexOf("go1.");
    int number = -1;
    for (int i = at + 4; at >= 0 && i < Math.min(goVersion.length(), at + 8); i++) {
      int digit = goVersion.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = Math.max(number, 0) * 10 + digit;
    }
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private Layout layout(int minor, String machine, Layout.From from, List<String> reasons) {
    Map<String, Layout.Field> fields = new HashMap<>();
    for (String[] row : rows(minor)) {
      if (row[1].equals("any") || row[1].equals(machine)) {
        int first = Integer.parseInt(row[3]);
        fields.put(
            row[2],
            row.length == 4
                ? new Layout.Field(0, first)
                : new Layout.Field(first, Integer.parseInt(row[4])));
      }
    }
    return new Layout("1." + minor, from, machine.equals("arm64"), fields, reasons);
  }
}
