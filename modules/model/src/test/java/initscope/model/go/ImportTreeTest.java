package initscope.model.go;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Incident;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImportTreeTest {
  private static PackageImport edge(String importer, String imported) {
    return new PackageImport(importer, imported, Optional.empty(), List.of());
  }

  @Test
  void theWayBeginsAtMain() {
    PackageImport first = edge("main", "a");
    PackageImport second = edge("a", "b");
    ImportTree tree = new ImportTree("list", Map.of("a", first, "b", second));

    assertThat(tree.wayTo("b")).containsExactly(first, second);
    assertThat(tree.wayTo("main")).isEmpty();
    assertThat(tree.wayTo("c")).isEmpty();
    assertThat(Incident.EMPTY.withImportTree(tree).importsTo("b")).hasSize(2);
  }

  @Test
  void aRingEnds() {
    ImportTree tree = new ImportTree("list", Map.of("a", edge("b", "a"), "b", edge("a", "b")));

    assertThat(tree.wayTo("a")).hasSize(3);
  }
}
