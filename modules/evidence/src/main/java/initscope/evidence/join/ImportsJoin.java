package initscope.evidence.join;

import initscope.formats.golist.GoListDecoder;
import initscope.model.EvidenceRef;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.go.GoPackage;
import initscope.model.go.GoRuntime;
import initscope.model.go.ImportTree;
import initscope.model.go.PackageImport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Who imports what, of a list of a program's packages. Packages are reached from the program level by level, those of one level by name, so
/// that each stands below the nearest importer, and of several as near below the first by name.
final class ImportsJoin {
  /// The key of such a list among the pieces.
  static final String KEY = "golist";

  private static final String CGO = "C";

  /// What the go command calls a program that it was given as files.
  private static final String OF_FILES = "command-line-arguments";

  /// Far more than any program has; every way is kept as a list, so that a longer chain would cost its square.
  private static final int MOST_LEVELS = 64;

  private static final int PROGRAMS_NAMED = 4;

  /// What the go tool adds to a package that says {@code import "C"}.
  private static final List<String> BY_CGO = List.of("runtime/cgo", "syscall");

  private final Piece piece;
  private final Map<String, GoPackage> packages = new LinkedHashMap<>();
  private final Map<String, PackageImport> importers = new HashMap<>();

  private ImportsJoin(Piece piece, List<GoPackage> list) {
    this.piece = piece;
    list.forEach(p -> packages.putIfAbsent(p.path(), p));
  }

  /// The tree of the list among the pieces; {@link ImportTree#EMPTY} where there is none.
  ///
  /// @param go tells which of several programs of a list is meant
  static ImportTree tree(Pieces pieces, Optional<GoRuntime> go) {
    Optional<Piece> piece = pieces.get(KEY);
    if (piece.isEmpty()) {
      return ImportTree.EMPTY;
    }
    List<GoPackage> list = pieces.decode(piece.get(), new GoListDecoder());
    ImportsJoin join = new ImportsJoin(piece.get(), list);
    String program =
        go.flatMap(g -> g.binary().modulePath()).filter(p -> !p.equals(OF_FILES)).orElse("");
    if (!program.isEmpty() && !join.packages.isEmpty() && !join.packages.containsKey(program)) {
      pieces.warn(piece.get(), List.of(new Problem("golist.other", Effect.SKIPPED, 0, program)));
      return ImportTree.EMPTY;
    }
    Set<String> roots = join.roots(program);
    if (roots.size() > 1) {
      String all = roots.stream().limit(PROGRAMS_NAMED).collect(Collectors.joining(", "));
      pieces.warn(piece.get(), List.of(new Problem("golist.programs", Effect.NOTE, 0, all)));
    }
    if (!join.walk(roots)) {
      pieces.warn(piece.get(), List.of(new Problem("golist.deep", Effect.SKIPPED, 0, "")));
    }
    if (join.importers.isEmpty() && !list.isEmpty()) {
      pieces.warn(piece.get(), List.of(new Problem("golist.empty", Effect.SKIPPED, 0, "")));
    }
    return new ImportTree(piece.get().name(), join.importers);
  }

  /// The program, all programs where it is not known which is meant, or where there is none what was asked for.
  private Set<String> roots(String program) {
    if (packages.containsKey(program)) {
      return Set.of(program);
    }
    Set<String> programs = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    for (GoPackage one : packages.values()) {
      if (one.isProgram()) {
        programs.add(one.path());
      } else if (one.named()) {
        named.add(one.path());
      }
    }
    return programs.isEmpty() ? named : programs;
  }

  /// Whether all of them were near enough.
  private boolean walk(Set<String> roots) {
    Map<String, GoPackage> level = new TreeMap<>(packages);
    level.keySet().retainAll(roots);
    int levels = 0;
    while (!level.isEmpty() && levels++ < MOST_LEVELS) {
      Map<String, GoPackage> next = new TreeMap<>();
      for (GoPackage importer : level.values()) {
        String name = roots.contains(importer.path()) ? GoPackage.MAIN : importer.path();
        List<EvidenceRef> place = place(importer);
        for (String imported : imports(importer)) {
          GoPackage one = packages.get(imported);
          if (one != null && !roots.contains(imported) && !importers.containsKey(imported)) {
            importers.put(one.path(), new PackageImport(name, one.path(), Optional.empty(), place));
            next.put(imported, one);
          }
        }
      }
      level = next;
    }
    return level.isEmpty();
  }

  private static List<String> imports(GoPackage one) {
    if (!one.imports().contains(CGO)) {
      return one.imports();
    }
    List<String> all = new ArrayList<>(one.imports());
    BY_CGO.stream().filter(i -> !i.equals(one.path())).forEach(all::add);
    return all;
  }

  /// Where an importer begins, kept once for all that it imports.
  private List<EvidenceRef> place(GoPackage importer) {
    return List.of(EvidenceRef.at(piece.name(), importer.offset(), importer.path()));
  }
}
