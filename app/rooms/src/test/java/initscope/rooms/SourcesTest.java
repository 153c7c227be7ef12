package initscope.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Sizes a reader can hold, and texts a translator can reach.
class SourcesTest {
  private static final int MOST_LINES_OF_A_FILE = 500;
  private static final int MOST_LINES_OF_A_METHOD = 60;
  private static final Set<String> SHOWING =
      Set.of("setText", "setPromptText", "setTitle", "setHeaderText", "setContentText");
  private static final Set<String> SHOWN =
      Set.of(
          "Label",
          "Button",
          "Tooltip",
          "MenuItem",
          "Menu",
          "Tab",
          "CheckBox",
          "Hyperlink",
          "TitledPane",
          "Text");

  @Test
  void noFileIsTooLongToRead() {
    List<String> tooLong = new ArrayList<>();
    for (String folder : List.of("src/main/java", "src/test/java")) {
      for (Path file : Rooms.sources(folder)) {
        long lines = Rooms.read(file).lines().count();
        if (lines > MOST_LINES_OF_A_FILE) {
          tooLong.add(Rooms.ROOT.relativize(file) + ": " + lines + " lines");
        }
      }
    }
    assertThat(tooLong).as("files over " + MOST_LINES_OF_A_FILE + " lines").isEmpty();
  }

  @Test
  void noMethodIsTooLongToRead() throws IOException {
    List<String> tooLong = new ArrayList<>();
    parse(
        Rooms.sources("src/main/java"),
        (unit, positions) -> new Lengths(unit, positions, tooLong).scan(unit, null));
    assertThat(tooLong)
        .as(
            "methods over "
                + MOST_LINES_OF_A_METHOD
                + " lines (tables without a branch are exempt)")
        .isEmpty();
  }

  @Test
  void textsOfTheWindowComeFromResources() throws IOException {
    List<String> literal = new ArrayList<>();
    List<Path> windows =
        Rooms.sources("src/main/java").stream()
            .filter(
                p ->
                    p.startsWith(Rooms.ROOT.resolve("modules/views"))
                        || p.startsWith(Rooms.ROOT.resolve("app/workbench")))
            .toList();
    parse(windows, (unit, positions) -> new Texts(unit, positions, literal).scan(unit, null));
    assertThat(literal).as("texts a reader of Chinese would see in English").isEmpty();
  }

  private interface Visit {
    void visit(CompilationUnitTree unit, SourcePositions positions);
  }

  private static void parse(List<Path> files, Visit visit) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  d -> {},
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        visit.visit(unit, positions);
      }
    }
  }

  private static String where(CompilationUnitTree unit, SourcePositions positions, Tree tree) {
    long line = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    return Rooms.ROOT.relativize(Path.of(unit.getSourceFile().toUri())) + ":" + line;
  }

  private static final class Lengths extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> tooLong;

    Lengths(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
      this.unit = unit;
      this.positions = positions;
      this.tooLong = tooLong;
    }

    @Override
    public Void visitMethod(MethodTree method, Void unused) {
      if (method.getBody() != null) {
        long first =
            unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method.getBody()));
        long last =
            unit.getLineMap().getLineNumber(positions.getEndPosition(unit, method.getBody()));
        if (last - first + 1 > MOST_LINES_OF_A_METHOD && branches(method)) {
          tooLong.add(
              where(unit, positions, method)
                  + " "
                  + method.getName()
                  + ": "
                  + (last - first + 1)
                  + " lines");
        }
      }
      return super.visitMethod(method, null);
    }

    private static boolean branches(MethodTree method) {
      boolean[] found = {false};
      new TreeScanner<Void, Void>() {
        @Override
        public Void scan(Tree tree, Void unused) {
          found[0] |=
              tree instanceof IfTree
                  || tree instanceof ForLoopTree
                  || tree instanceof EnhancedForLoopTree
                  || tree instanceof WhileLoopTree
                  || tree instanceof DoWhileLoopTree
                  || tree instanceof TryTree;
          return super.scan(tree, null);
        }
      }.scan(method.getBody(), null);
      return found[0];
    }
  }

  private static final class Texts extends TreeScanner<Void, Void> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<String> literal;

    Texts(CompilationUnitTree unit, SourcePositions positions, List<String> literal) {
      this.unit = unit;
      this.positions = positions;
      this.literal = literal;
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
      String called = call.getMethodSelect().toString();
      if (SHOWING.contains(called.substring(called.lastIndexOf('.') + 1))) {
        look(call, call.getArguments());
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void unused) {
      if (SHOWN.contains(made.getIdentifier().toString())) {
        look(made, made.getArguments());
      }
      return super.visitNewClass(made, null);
    }

    private void look(Tree at, List<? extends ExpressionTree> arguments) {
      for (ExpressionTree argument : arguments) {
        if (argument instanceof LiteralTree l
            && l.getValue() instanceof String text
            && isWord(text)) {
          literal.add(where(unit, positions, at) + " \"" + text + "\"");
        }
      }
    }

    /// Two letters side by side: signs and single letters need no translation, nor does the name of the program.
    private static boolean isWord(String text) {
      for (int i = 1; i < text.length(); i++) {
        if (Character.isLetter(text.charAt(i)) && Character.isLetter(text.charAt(i - 1))) {
          return !text.equals("InitScope");
        }
      }
      return false;
    }
  }
}
