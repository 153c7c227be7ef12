package initscope.workbench;

import initscope.collect.Target;
import initscope.diagnosis.Sentences;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.verbs.Analysis;
import initscope.verbs.Analyze;
import initscope.verbs.Recents;
import initscope.views.Opened;
import initscope.views.Texts;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// The captures of this computer: where new ones go, and how files are opened and remembered.
final class CaptureShelf {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path data;
  private final Jobs jobs;
  private final Consumer<String> failed;

  /// @param failed takes one sentence for the user
  CaptureShelf(Path data, Jobs jobs, Consumer<String> failed) {
    this.data = data;
    this.jobs = jobs;
    this.failed = failed;
  }

  /// What was opened, with the host it was captured on where it tells.
  record Loaded(Opened opened, String host) {}

  /// Reads files, any mix; one alone is remembered for the start page. Not for the FX thread.
  ///
  /// @param locale of the sentence it is remembered by
  Loaded open(List<Path> files, Locale locale, Progress progress)
      throws Failure, CancelledException {
    Analysis analysis = Analyze.open(files, progress);
    if (files.size() == 1) {
      remember(files.getFirst(), analysis, locale);
    }
    String host =
        analysis.entries().captures().stream().findFirst().map(c -> c.facts().host()).orElse("");
    String name = String.join(", ", files.stream().map(Path::toString).toList());
    TraceShelf keeper =
        new TraceShelf(
            data, jobs, failed, why -> new Texts(locale).say("trace.unread", why), analysis);
    return new Loaded(Opening.of(name, analysis, keeper), host);
  }

  /// A library that cannot be written costs a line of the start page, not the opening.
  private void remember(Path file, Analysis analysis, Locale locale) {
    String verdict = Sentences.render(analysis.diagnosis().verdict().title(), locale);
    jobs.quietly(
        () -> {
          Recents.opened(data, file, analysis, verdict);
          return verdict;
        },
        said -> {});
  }

  /// Makes the folder of new captures.
  void make() throws Failure {
    try {
      Files.createDirectories(folder(), privately());
    } catch (IOException e) {
      throw new Failure.Local("Cannot make", folder().toString(), e.getMessage() + ".", e);
    }
  }

  /// Captures may hold secrets: for nobody else, where the file system can say so.
  private static FileAttribute<?>[] privately() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  private Path folder() {
    return data.resolve("captures");
  }

  /// Where a capture of a target that begins now goes.
  Path newFile(Target target) {
    StringBuilder name = new StringBuilder();
    target.words().chars().forEach(c -> name.append(Character.isLetterOrDigit(c) ? (char) c : '-'));
    return folder().resolve(name + "-" + STAMP.format(Instant.now()) + ".isz");
  }
}
