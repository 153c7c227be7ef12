package initscope.rooms;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rooms of the project, their classes and their sources.
final class Rooms {
  /// Every room, in the order the data takes; a room knows only rooms that stand before it.
  static final List<String> IN_ORDER =
      List.of(
          "model",
          "formats",
          "gotrace",
          "xray",
          "evidence",
          "diagnosis",
          "layout",
          "report",
          "lab",
          "remote",
          "collect",
          "tuning",
          "store",
          "verbs",
          "views",
          "cli",
          "workbench");

  /// Bytes and values in, values out: no files, threads, sockets or clock.
  static final List<String> PURE = IN_ORDER.subList(0, IN_ORDER.indexOf("lab"));

  /// The checkout.
  static final Path ROOT =
      Path.of(System.getProperty("initscope.root", "../..")).toAbsolutePath().normalize();

  /// The classes of all rooms, without their tests.
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(
              l ->
                  !l.contains("/test-classes/")
                      && !l.contains("-tests.jar")
                      && !l.contains("/test/"))
          .importPackages("initscope")
          .that(resideOutsideOfPackage("initscope.rooms.."));

  private Rooms() {}

  /// The package of a room and all below it, as ArchUnit spells it.
  static String packageOf(String room) {
    return "initscope." + room + "..";
  }

  /// The packages of rooms.
  static String[] packagesOf(List<String> rooms) {
    return rooms.stream().map(Rooms::packageOf).toArray(String[]::new);
  }

  /// The rooms but some.
  static String[] allBut(String... rooms) {
    return packagesOf(IN_ORDER.stream().filter(r -> !List.of(rooms).contains(r)).toList());
  }

  /// The rooms that have classes.
  static Set<String> seen() {
    return CLASSES.stream()
        .map(c -> c.getPackageName().split("\\.", -1)[1])
        .collect(Collectors.toSet());
  }

  /// The folders of modules that exist.
  static List<Path> modules() {
    return Stream.of("modules", "app")
        .flatMap(f -> list(ROOT.resolve(f)))
        .filter(Files::isDirectory)
        .sorted()
        .toList();
  }

  /// The Java files below a folder of each module and of the benchmarks, such as {@code src/main/java}.
  static List<Path> sources(String folder) {
    return Stream.concat(modules().stream(), Stream.of(ROOT.resolve("benchmarks/jmh")))
        .map(m -> m.resolve(folder))
        .filter(Files::isDirectory)
        .flatMap(Rooms::walk)
        .filter(p -> p.toString().endsWith(".java"))
        .sorted()
        .toList();
  }

  /// The text of a file of the tree.
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
