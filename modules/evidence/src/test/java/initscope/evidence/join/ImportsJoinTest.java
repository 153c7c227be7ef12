package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.formats.golist.GoListDecoder;
import initscope.model.Bytes;
import initscope.model.Incident;
import initscope.model.Problem;
import initscope.model.go.ImportTree;
import initscope.model.go.PackageImport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImportsJoinTest {
  private static String json(String path, String name, String... imports) {
    return "{\"ImportPath\":\"%s\",\"Name\":\"%s\",\"Imports\":[%s]}%n"
        .formatted(
            path, name, imports.length == 0 ? "" : "\"" + String.join("\",\"", imports) + "\"");
  }

  private static Incident read(String list) {
    return IncidentReader.read(List.of(new NamedInput("deps.json", Bytes.of(list))));
  }

  private static String way(ImportTree tree, String to) {
    List<PackageImport> way = tree.wayTo(to);
    StringBuilder text = new StringBuilder(way.isEmpty() ? "" : way.getFirst().importer());
    way.forEach(step -> text.append(" ").append(step.imported()));
    return text.toString();
  }

  @Test
  void thePackageStandsBelowTheNearestImporterAndOfEquallyNearTheFirstByName() {
    String list =
        json("x/deep", "deep")
            + json("x/c", "c", "x/deep")
            + json("x/b", "b", "x/c", "x/deep")
            + json("x/a", "a", "x/b", "x/deep")
            + json("x/cmd", "main", "x/b", "x/a");
    Incident incident = read(list);
    ImportTree tree = incident.importTree();

    assertThat(incident.inputs().getFirst().format()).isEqualTo(GoListDecoder.NAME);
    assertThat(incident.inputs().getFirst().warnings()).isEmpty();
    assertThat(way(tree, "x/deep")).isEqualTo("main x/a x/deep");
    assertThat(way(tree, "x/c")).isEqualTo("main x/b x/c");
    assertThat(tree.importers()).doesNotContainKey("main").doesNotContainKey("x/cmd");
    PackageImport last = tree.importers().get("x/deep");
    assertThat(last.evidence().getFirst().entry()).isEqualTo("deps.json");
    assertThat(last.evidence().getFirst().offset()).hasValue(list.indexOf("{\"ImportPath\":\"x/a"));
  }

  @Test
  void cgoBringsItsPackages() {
    ImportTree tree =
        read(json("runtime/cgo", "cgo") + json("syscall", "syscall") + json("x/cmd", "main", "C"))
            .importTree();

    assertThat(way(tree, "runtime/cgo")).isEqualTo("main runtime/cgo");
    assertThat(way(tree, "syscall")).isEqualTo("main syscall");
  }

  @Test
  void ofSeveralProgramsItIsSaid() {
    Incident incident =
        read(json("p", "p") + json("x/one", "main", "p") + json("x/two", "main", "p"));

    assertThat(incident.inputs().getFirst().warnings())
        .extracting(Problem::id)
        .containsExactly("golist.programs");
    assertThat(way(incident.importTree(), "p")).isEqualTo("main p");
  }

  @Test
  void ringsAndMissingPackagesEnd() {
    ImportTree tree =
        read(json("a", "a", "b", "gone") + json("b", "b", "a") + json("x", "main", "a"))
            .importTree();

    assertThat(way(tree, "b")).isEqualTo("main a b");
    assertThat(way(tree, "gone")).isEmpty();
  }

  @Test
  void aChainLongerThanAnyProgramsIsCutAndSaid() {
    StringBuilder list = new StringBuilder(json("x", "main", "p0"));
    for (int i = 0; i < 2000; i++) {
      list.append(json("p" + i, "p", "p" + (i + 1)));
    }
    Incident incident = read(list.toString());

    assertThat(incident.importTree().wayTo("p200")).hasSize(201);
    assertThat(incident.importTree().wayTo("p1500")).isEmpty();
    assertThat(incident.inputs().getFirst().warnings())
        .extracting(Problem::id)
        .containsExactly("golist.deep");
  }

  /// No way in the tree is longer than the shortest there is.
  @Test
  void waysAreShortest() {
    Random random = new Random(5);
    for (int run = 0; run < 100; run++) {
      int size = 2 + random.nextInt(30);
      Map<String, List<String>> edges = new HashMap<>();
      StringBuilder list = new StringBuilder();
      for (int i = 0; i < size; i++) {
        String[] imports =
            random.ints(random.nextInt(4), 0, size).mapToObj(n -> "p" + n).toArray(String[]::new);
        String path = "p" + i;
        edges.put(i == 0 ? "main" : path, List.of(imports));
        list.append(json(path, i == 0 ? "main" : path, imports));
      }
      Map<String, Integer> depth = depths(edges);
      ImportTree tree = read(list.toString()).importTree();
      for (int i = 1; i < size; i++) {
        assertThat(tree.wayTo("p" + i)).hasSize(depth.getOrDefault("p" + i, 0));
      }
    }
  }

  private static Map<String, Integer> depths(Map<String, List<String>> edges) {
    Map<String, Integer> depth = new HashMap<>(Map.of("main", 0, "p0", 0));
    Deque<String> queue = new ArrayDeque<>(List.of("main"));
    while (!queue.isEmpty()) {
      String at = queue.poll();
      for (String next : new ArrayList<>(edges.get(at))) {
        if (depth.putIfAbsent(next, depth.get(at) + 1) == null) {
          queue.add(next);
        }
      }
    }
    return depth;
  }
}
