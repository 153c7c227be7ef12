package initscope.rooms;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoomsTest {
  @Test
  void everyModuleIsARoomAndItsClassesAreSeen() {
    List<String> rooms =
        Rooms.modules().stream()
            .filter(m -> !m.endsWith("rooms") && Files.isDirectory(m.resolve("src/main/java")))
            .map(m -> m.getFileName().toString())
            .toList();
    assertThat(Rooms.IN_ORDER).containsAll(rooms);
    assertThat(Rooms.seen()).containsExactlyInAnyOrderElementsOf(rooms);
  }

  static Stream<Integer> places() {
    return IntStream.range(0, Rooms.IN_ORDER.size() - 1).boxed();
  }

  @ParameterizedTest
  @MethodSource("places")
  void aRoomKnowsOnlyRoomsBeforeIt(int place) {
    noClasses()
        .that()
        .resideInAPackage(Rooms.packageOf(Rooms.IN_ORDER.get(place)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Rooms.packagesOf(Rooms.IN_ORDER.subList(place + 1, Rooms.IN_ORDER.size())))
        .because("data flows one way, and a room can be understood with the rooms before it")
        .allowEmptyShould(true)
        .check(Rooms.CLASSES);
  }

  @Test
  void theTwoProgramsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage(Rooms.packageOf("workbench"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(Rooms.packageOf("cli"))
        .because("what both need is a verb")
        .allowEmptyShould(true)
        .check(Rooms.CLASSES);
  }

  @Test
  void decodersAreNeighbours() {
    slices()
        .matching("initscope.formats.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            alwaysTrue(),
            resideInAnyPackage(
                "initscope.formats.text..",
                "initscope.formats.wire..")) // the tools all of them share
        .because("a new format must not break an old one")
        .allowEmptyShould(true)
        .check(Rooms.CLASSES);
  }
}
