package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.formats.golist.GoListDecoder;
import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.Problem;
import initscope.model.go.ImportTree;
import initscope.model.go.PackageImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportsJoinTest {
  private static final Path ORDERS =
      Path.of(System.getProperty("initscope.root", "../.."))
          .resolve("modules/lab/src/main/resources/initscope/lab/incidents/ordersd.isz");

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

    assertThat(incident.importTree().wayTo("p60")).hasSize(61);
    assertThat(incident.importTree().wayTo("p70")).isEmpty();
    assertThat(incident.inputs().getFirst().warnings())
        .extracting(Problem::id)
        .containsExactly("golist.deep");
  }

  /// However long the names and however many the imports, an importer's place is kept once.
  @Test
  void whatIsKeptOfAnImporterIsKeptOnce() {
    String longest = "a".repeat(1000);
    String[] imported = IntStream.range(0, 5000).mapToObj(i -> "q" + i).toArray(String[]::new);
    StringBuilder list = new StringBuilder(json("x", "main", longest));
    list.append(json(longest, "a", imported));
    for (String path : imported) {
      list.append(json(path, "q"));
    }
    ImportTree tree = read(list.toString()).importTree();

    assertThat(tree.importers()).hasSize(5001);
    EvidenceRef place = tree.importers().get("q0").evidence().getFirst();
    assertThat(place.quote()).isEqualTo(longest);
    for (String path : imported) {
      assertThat(tree.importers().get(path).importer()).isSameAs(place.quote());
      assertThat(tree.importers().get(path).evidence().getFirst()).isSameAs(place);
    }
  }

  @Test
  void withoutNamesTheLastIsTheProgram() {
    ImportTree tree =
        read("{\"ImportPath\":\"a\"}\r\n{\"ImportPath\":\"b\",\"Imports\":[\"a\"]}\r\n"
                + "{\"ImportPath\":\"x/cmd\",\"Imports\":[\"b\"]}\r\n")
            .importTree();

    assertThat(way(tree, "a")).isEqualTo("main b a");
  }

  @Test
  void linesOfAnotherSystemAreATreeToo() {
    ImportTree tree =
        read("\ufeffunsafe\r\nerrors \r\nnet errors unsafe\t\r\nx/cmd net \r\n\r\n \r\n")
            .importTree();

    assertThat(way(tree, "errors")).isEqualTo("main net errors");
  }

  @Test
  void aTreeThatStaysEmptyIsSaid() {
    Incident incident = read(json("a", "a") + json("x", "main", "gone"));

    assertThat(incident.importTree().isEmpty()).isTrue();
    assertThat(incident.inputs().getFirst().warnings())
        .extracting(Problem::id)
        .containsExactly("golist.empty");
  }

  /// The capture of a program of which the list tells nothing.
  @Test
  void aListOfAnotherProgramIsLeftOut() throws IOException {
    NamedInput capture = new NamedInput("orders.isz", Bytes.of(Files.readAllBytes(ORDERS)));
    Incident alone = IncidentReader.read(List.of(capture));
    String program = alone.go().orElseThrow().binary().modulePath().orElseThrow();
    String other = json("p", "p") + json("x/other", "main", "p");
    Incident incident =
        IncidentReader.read(List.of(capture, new NamedInput("deps.json", Bytes.of(other))));

    assertThat(incident.importTree().isEmpty()).isTrue();
    assertThat(incident.inputs().getLast().warnings())
        .extracting(Problem::id, Problem::quote)
        .containsExactly(tuple("golist.other", "deps.json: " + program));
    String own = json("p", "p") + json("x/other", "main") + json(program, "main", "p");
    ImportTree tree =
        IncidentReader.read(List.of(capture, new NamedInput("deps.json", Bytes.of(own))))
            .importTree();
    assertThat(way(tree, "p")).isEqualTo("main p");
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
