package initscope.verbs;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.store.Store;
import initscope.tuning.export.ExportFormat;
import initscope.tuning.export.Exported;
import initscope.tuning.export.Fleet;
import initscope.tuning.export.TextFile;
import initscope.tuning.export.TuneExport;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Hands planned changes to the engine of a fleet. Reaches no host.
public final class TuneExports {
  private TuneExports() {}

  /// Writes plans of this computer's journal in a format, or says why that cannot be.
  ///
  /// @param data folder of the journal
  /// @param planIds short names, one plan a host
  public static Exported of(Path data, List<String> planIds, ExportFormat format, Locale locale)
      throws Failure {
    List<Plan> plans = new ArrayList<>();
    try (Store store = Store.open(data, Clock.systemUTC())) {
      for (String id : planIds) {
        plans.add(
            store
                .journal()
                .plan(id)
                .orElseThrow(
                    () ->
                        new Failure.Usage(
                            "No plan is named", id, "tune plan makes one and prints its name.")));
      }
    }
    return TuneExport.write(Fleet.of(plans), format, locale);
  }

  /// Writes files below a folder that is new or empty: an older export there may hold the only record of old values.
  public static void save(List<TextFile> files, Path folder) throws Failure {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> there = Files.list(folder)) {
        if (there.findAny().isPresent()) {
          throw new Failure.Usage(
              "Not empty:", folder.toString(), "name a new folder; this one may hold old values.");
        }
      }
      for (TextFile file : files) {
        write(file, folder.resolve(file.name()));
      }
    } catch (IOException e) {
      throw failed(folder, e);
    }
  }

  /// Writes a single file, which may replace an older one.
  public static void save(TextFile file, Path target) throws Failure {
    try {
      write(file, target);
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  private static void write(TextFile file, Path target) throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(target, file.text());
    if (file.program() && target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private static Failure failed(Path where, IOException e) {
    String why = e instanceof FileAlreadyExistsException ? "it is a file" : e.getMessage();
    return new Failure.Local("Cannot write", where.toString(), why + ": name another with -o.", e);
  }
}
