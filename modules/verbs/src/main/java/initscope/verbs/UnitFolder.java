package initscope.verbs;

import initscope.collect.spool.FileBytes;
import initscope.evidence.NamedInput;
import initscope.formats.systemd.UnitFileDecoder;
import initscope.formats.systemd.UnitNames;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.InputFile;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Unit files of a folder in any layout: flat, a root with {@code etc/systemd/system}, an unpacked package or sosreport. Links are never
/// followed: they are told as links.
///
/// @param inputs unit files and drop-ins, their links as one text, and the table of file systems
/// @param unread files that could not be read
record UnitFolder(List<NamedInput> inputs, List<InputFile> unread) {
  private static final int MOST_FILES = 50_000;
  private static final int MOST_SEEN = 1_000_000;
  private static final int DEEPEST = 64;
  private static final int SMALL = 1 << 20;
  private static final int HEAD = 64 << 10;

  UnitFolder {
    inputs = List.copyOf(inputs);
    unread = List.copyOf(unread);
  }

  /// Reads it.
  ///
  /// @throws Failure.InputDamaged where there is none, or more than anyone has
  static UnitFolder read(Path folder, Progress progress) throws Failure, CancelledException {
    Walk walk = new Walk(folder);
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, walk);
    } catch (IOException e) {
      throw new Failure.InputDamaged("Cannot read", folder.toString(), e.getMessage() + ".");
    }
    if (walk.tooMany) {
      throw new Failure.InputDamaged(
          "Too many files in", folder.toString(), "name the folder of the unit files themselves.");
    }
    progress.report(0, walk.files.size(), "reading " + folder);
    return walk.read();
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final List<InputFile> unread = new ArrayList<>();
    private int seen;
    private boolean tooMany;

    Walk(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
      String path = file.toString();
      boolean user = path.contains("/systemd/user/");
      boolean named = UnitNames.isUnit(UnitNames.last(path)) || UnitNames.isDropIn(path);
      if (named && !user && facts.isSymbolicLink()) {
        link(file, path);
      } else if (facts.isRegularFile() && !user && (named || path.endsWith("/etc/fstab"))) {
        files.add(file);
      }
      tooMany = ++seen > MOST_SEEN || files.size() + links.size() > MOST_FILES;
      return tooMany ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private void link(Path file, String path) {
      try {
        String target = Files.readSymbolicLink(file).toString();
        boolean plain = (path + target).chars().allMatch(c -> c >= ' ' && c != 0x7f);
        if (plain) {
          links.add(path + " -> " + target);
        }
      } catch (IOException e) {
        refuse(file, e);
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(folder)) {
        throw e;
      }
      refuse(file, e);
      return FileVisitResult.CONTINUE;
    }

    private void refuse(Path file, IOException e) {
      Problem problem =
          new Problem(
              "input.unreadable",
              Problem.Effect.LOST_FROM_HERE,
              0,
              Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName()));
      unread.add(
          new InputFile(
              file.toString(), UnitFileDecoder.NAME, 0, Optional.empty(), List.of(problem)));
    }

    UnitFolder read() throws Failure {
      List<NamedInput> inputs = new ArrayList<>();
      files.sort(Comparator.naturalOrder());
      for (Path file : files) {
        try {
          Bytes bytes = bytes(file);
          if (counts(file, bytes)) {
            inputs.add(new NamedInput(file.toString(), bytes));
          }
        } catch (IOException e) {
          refuse(file, e);
        }
      }
      boolean none = inputs.isEmpty() && links.isEmpty() && unread.isEmpty();
      if (none) {
        throw new Failure.InputDamaged(
            "No unit files in",
            folder.toString(),
            "name a folder that holds some, such as etc/systemd/system, or a capture in work.");
      }
      if (!links.isEmpty()) {
        links.sort(Comparator.naturalOrder());
        String text = String.join("\n", links) + "\n";
        inputs.add(new NamedInput(folder + " (links)", Bytes.of(text)));
      }
      return new UnitFolder(inputs, unread);
    }

    private static Bytes bytes(Path file) throws IOException {
      return Files.size(file) <= SMALL ? Bytes.of(Files.readAllBytes(file)) : FileBytes.map(file);
    }

    /// Below systemd's folders all that is named so; elsewhere a file must look like one.
    private static boolean counts(Path file, Bytes bytes) {
      String path = file.toString();
      boolean table = path.endsWith("/etc/fstab");
      return table
          || path.contains("/systemd/system")
          || bytes.isEmpty()
          || new UnitFileDecoder().recognises(bytes.first(HEAD));
    }
  }
}
