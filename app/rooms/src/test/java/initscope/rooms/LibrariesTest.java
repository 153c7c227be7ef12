package initscope.rooms;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LibrariesTest {
  private static final String[] PURE = Rooms.packagesOf(Rooms.PURE);

  @Test
  void onlyRemoteSeesTheSshClient() {
    only("remote", "com.jcraft..");
  }

  @Test
  void onlyCollectAndTuningRunCommandsOnAHost() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.allBut("remote", "collect", "tuning"))
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "run a command on a host",
                    c ->
                        c.getTargetOwner().getName().equals("initscope.remote.Session")
                            && !Set.of("name", "close").contains(c.getName())))
            .because("what reads is a step of the catalogue, and only tuning may write"));
  }

  @Test
  void onlyTheLabSeesTheSshServer() {
    only("lab", "org.apache.sshd..");
  }

  @Test
  void onlyTheStoreSeesSql() {
    only("store", "java.sql..", "javax.sql..", "org.sqlite..");
  }

  @Test
  void onlyViewsAndTheWorkbenchSeeJavaFx() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.allBut("views", "workbench"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "javafx..", "com.sun.javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")
            .because("a headless verb must start fast and on a server"));
  }

  @Test
  void nobodyShowsWebPages() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene.web..", "javafx.embed.swing..")
            .because("HTML of a host is never rendered"));
  }

  @Test
  void onlyTheWorkbenchHandsWorkToTheWindowsThread() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.allBut("workbench"))
            .should()
            .callMethodWhere(calls("javafx.application.Platform", "runLater"))
            .because("one place decides what runs where"));
  }

  @Test
  void onlyTheCommandLineWritesToStandardOutput() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.allBut("cli"))
            .should()
            .accessFieldWhere(standardStream("out"))
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "print a stack trace",
                    c -> isCall(c, Throwable.class.getName(), "printStackTrace")))
            .because("standard output carries results of a verb and nothing else"));
  }

  @Test
  void noRegularExpressionsOnBytesOfAHost() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                Rooms.packagesOf(List.of("formats", "gotrace", "xray", "evidence", "diagnosis")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.regex..")
            .orShould()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "compile a regular expression",
                    c ->
                        c.getTargetOwner().getName().equals("java.lang.String")
                            && Set.of("matches", "replaceAll", "replaceFirst")
                                .contains(c.getName())))
            .because("a host can choose its bytes so that matching never ends"));
  }

  @Test
  void onlyOneClassSeesXz() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("initscope.verbs.XzStream")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tukaani..")
            .because(
                "its packages are sealed: a class that needs one to be verified brings it into the"
                    + " start-up cache, with which JDK 25 then does not start"));
  }

  @Test
  void nobodyReadsSerialisedObjects() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ObjectInputStream.class)
            .because("reading an object runs code that the sender chose"));
  }

  @Test
  void pureRoomsHaveNoFilesThreadsOrSockets() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "java.nio.file..", "java.net..", "java.nio.channels..", "java.util.concurrent")
            .orShould()
            .dependOnClassesThat(
                HasName.Predicates.nameMatching(
                    "java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter|RandomAccessFile)"))
            .orShould()
            .dependOnClassesThat(
                HasName.Predicates.nameMatching(
                    "java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime)|java\\.lang\\.foreign\\.(Linker|SymbolLookup)|java\\.util\\.Timer"))
            .because("the same bytes must give the same findings, here and next year"));
  }

  @Test
  void pureRoomsHaveNoClockAndNoChance() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "ask for the time or for chance", LibrariesTest::asksTheWorld))
            .because("the same bytes must give the same findings, here and next year"));
  }

  private static boolean asksTheWorld(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    return switch (call.getName()) {
      case "nanoTime", "currentTimeMillis", "getenv", "getProperty" ->
          owner.equals("java.lang.System");
      case "now" -> owner.startsWith("java.time.");
      case "systemUTC", "systemDefaultZone", "systemDefault" -> owner.startsWith("java.time.");
      case "random" -> owner.equals("java.lang.Math");
      case "randomUUID" -> owner.equals("java.util.UUID");
      default -> false;
    };
  }

  private static void only(String room, String... packages) {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(Rooms.allBut(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages)
            .because(
                room
                    + " alone knows this library, so that it can be understood and replaced"
                    + " there"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(Rooms.CLASSES);
  }

  private static DescribedPredicate<JavaCall<?>> calls(String owner, String method) {
    return DescribedPredicate.describe(
        "call " + owner + "." + method, c -> isCall(c, owner, method));
  }

  private static boolean isCall(JavaCall<?> call, String owner, String method) {
    return call.getName().equals(method)
        && (call.getTargetOwner().getName().equals(owner)
            || call.getTargetOwner().isAssignableTo(owner));
  }

  private static DescribedPredicate<JavaAccess<?>> standardStream(String name) {
    return DescribedPredicate.describe(
        "use System." + name,
        a -> a.getTargetOwner().getName().equals("java.lang.System") && a.getName().equals(name));
  }
}
