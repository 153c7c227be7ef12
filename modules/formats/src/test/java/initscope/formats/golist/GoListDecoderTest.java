package initscope.formats.golist;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.Formats;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.go.GoPackage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoListDecoderTest {
  private static final String TWO =
      "{\"ImportPath\":\"a\",\"Name\":\"a\",\"DepOnly\":true,\"Module\":{\"Path\":\"x\"},\"Deps\":[[1,{}]]}\n"
          + "{\"Doc\":\"says"
          + " \\\"ImportPath\\\"\",\"Imports\":[\"a\",\"C\",7,null,[\"b\"]],\"Name\":\"main\",\"ImportPath\":\"x/cmd\"}\n";

  private static Decoded<List<GoPackage>> decode(String text) {
    return new GoListDecoder().decode(Bytes.of(text));
  }

  @Test
  void keepsWhatTellsImports() {
    Decoded<List<GoPackage>> seen = decode(TWO);

    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value())
        .containsExactly(
            new GoPackage("a", "a", List.of(), false, false, 0),
            new GoPackage("x/cmd", "main", List.of("a", "C"), false, true, TWO.indexOf("{\"Doc")));
    assertThat(seen.value().getLast().isProgram()).isTrue();
  }

  @Test
  void fieldsOfAnotherKindAreLeftOut() {
    Decoded<List<GoPackage>> seen =
        decode("{\"ImportPath\":\"a\",\"Name\":{\"b\":1},\"Imports\":\"c\",\"Standard\":\"true\"}");

    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).containsExactly(new GoPackage("a", "", List.of(), false, true, 0));
    assertThat(decode("{\"ImportPath\":[\"a\"]}").problems())
        .extracting(Problem::id)
        .containsExactly("golist.object");
    assertThat(decode("{\"ImportPath\":\"a b\"} 7 \"x\" [1]").problems())
        .extracting(Problem::id)
        .containsOnly("golist.object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"traceEvents\":[]}",
        "a b\n",
        "errors\nsync errors\nfmt sync errors\nmain os\n",
        "The quick fox\nThe fox\nquick\nfox\n",
        "go: downloading x v1\n",
        "a;b 1\na;c 2\na 3\nb 4\n"
      })
  void othersAreNotTaken(String text) {
    assertThat(new GoListDecoder().recognises(Bytes.of(text))).as(text).isFalse();
  }

  @Test
  void linesAreTakenWhereDependenciesComeFirst() {
    String text = "go: downloading x v1\nunsafe\nerrors\n\nnet C errors unsafe\nx/cmd errors net\n";

    assertThat(Formats.recognise(Bytes.of(text)).map(d -> d.format().name())).contains("go-list");
    Decoded<List<GoPackage>> seen = decode(text);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value())
        .extracting(GoPackage::named)
        .containsExactly(false, false, false, true);
    assertThat(seen.value().get(2).offset()).isEqualTo(text.indexOf("net"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\n",
        "{\"a\":",
        "{\"ImportPath\":\"a\",\"Imports\":[",
        "{\"Imports\":[\"a\",",
        "{}",
        "{\"ImportPath\":\"a\"}\n",
        "\"a\",",
        "go: ",
        "go: x\n",
        "a ",
        "{\u0000",
        "[",
        " "
      })
  void whatRepeatsWithoutEndIsBorne(String piece) {
    for (String start : List.of("", "{\"ImportPath\":\"a\",\"Imports\":[")) {
      Bytes in = Bytes.of(start + piece.repeat((1 << 20) / piece.length()));
      Decoded<List<GoPackage>> seen = new GoListDecoder().decode(in);
      new GoListDecoder().recognises(in.first(64 << 10));
      assertThat(seen.value().size()).isLessThanOrEqualTo(Packages.MOST_PACKAGES);
      inOrder(seen.problems(), in.size());
    }
  }

  @Test
  void damageOfAnyKindIsBorne() {
    byte[] whole = TWO.repeat(20).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(41);
    for (int run = 0; run < 3_000; run++) {
      byte[] bytes = whole.clone();
      for (int flips = random.nextInt(6); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Bytes in = Bytes.of(bytes).first(random.nextInt(bytes.length + 1));
      Decoded<List<GoPackage>> seen = new GoListDecoder().decode(in);
      inOrder(seen.problems(), in.size());
      for (GoPackage one : seen.value()) {
        assertThat(one.path()).isNotEmpty();
        assertThat(one.offset()).isBetween(0L, in.size());
      }
    }
  }

  @Test
  void dependenciesThatDoNotSaySoAreToldByTheirOrder() {
    assertThat(decode("{\"ImportPath\":\"a\"}\n{\"ImportPath\":\"b\"}\n").value())
        .extracting(GoPackage::named)
        .containsExactly(false, true);
    assertThat(
            decode(
                    "{\"ImportPath\":\"a\",\"DepOnly\":true}{\"ImportPath\":\"b\"}{\"ImportPath\":\"c\"}")
                .value())
        .extracting(GoPackage::named)
        .containsExactly(false, true, true);
  }

  @Test
  void lineEndsAndBlanksAreNoPartOfAPath() {
    Decoded<List<GoPackage>> seen = decode("a\r\nb \t\r\nc a\tb \r\n\r\n  \r\n");

    assertThat(seen.problems()).isEmpty();
    assertThat(seen.value()).extracting(GoPackage::path).containsExactly("a", "b", "c");
    assertThat(seen.value().getLast().imports()).containsExactly("a", "b");
    assertThat(seen.value()).extracting(GoPackage::named).containsExactly(false, false, true);
    assertThat(decode("a\nb a\nc b\r").value().getLast().imports()).containsExactly("b");
  }

  /// What no list of a program has is refused, so that a small file cannot fill the memory.
  @Test
  void whatIsKeptIsBounded() {
    StringBuilder distinct = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      String imports =
          IntStream.range(i * 15_000, (i + 1) * 15_000)
              .mapToObj(n -> "\"" + n + "\"")
              .collect(Collectors.joining(","));
      distinct.append("{\"ImportPath\":\"p%d\",\"Imports\":[%s]}\n".formatted(i, imports));
    }
    Decoded<List<GoPackage>> seen = decode(distinct.toString());
    assertThat(seen.problems()).extracting(Problem::id).containsExactly("golist.many");
    assertThat(seen.value().stream().flatMap(p -> p.imports().stream()).distinct().count())
        .isLessThanOrEqualTo(Packages.MOST_PATHS);

    StringBuilder many = new StringBuilder();
    IntStream.range(0, Packages.MOST_PACKAGES + 10).forEach(i -> many.append(i).append('\n'));
    Decoded<List<GoPackage>> lines = decode(many.toString());
    assertThat(lines.problems()).extracting(Problem::id).containsExactly("golist.many");
    assertThat(lines.value()).hasSize(Packages.MOST_PACKAGES);

    String edge = "a ".repeat(Packages.MOST_IMPORTS_OF_ONE - 1);
    Decoded<List<GoPackage>> edges = decode(("b " + edge + "\n").repeat(220));
    assertThat(edges.problems()).extracting(Problem::id).containsExactly("golist.many");
    assertThat(edges.value().stream().mapToLong(p -> p.imports().size()).sum())
        .isLessThanOrEqualTo(Packages.MOST_IMPORTS);

    String path = "a".repeat(Packages.LONGEST_PATH + 1);
    assertThat(decode("{\"ImportPath\":\"%s\"}".formatted(path)).value()).isEmpty();
    List<GoPackage> same = decode("a\nb a\nc a\n").value();
    assertThat(same.get(2).imports().getFirst()).isSameAs(same.getFirst().path());
  }

  @Test
  void oneDamagedObjectCostsNoOther() {
    String text = TWO + "{\"ImportPath\":\"lost\",\n" + TWO;

    assertThat(decode(text).value()).extracting(GoPackage::path).contains("a", "x/cmd").hasSize(4);
  }

  private static void inOrder(List<Problem> problems, long size) {
    long before = 0;
    for (Problem problem : problems) {
      assertThat(problem.offset()).as(problem.id()).isBetween(before, size);
      before = problem.offset();
    }
  }
}
