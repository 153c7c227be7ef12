package initscope.tuning.plan;

import initscope.model.Bytes;
import initscope.model.change.Change;
import initscope.model.change.PlanItem;
import initscope.model.change.PlanItem.How;
import initscope.model.change.PlanItem.Phase;
import initscope.model.change.SetLibraryPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Folders of the dynamic linker's cache. Taking back runs ldconfig again: the old cache's bytes could hide libraries installed since.
final class LibraryKind implements Kind {
  private static final String HEAD = "# Written by InitScope.\n";
  private static final int MOST_NAMED = 20;

  @Override
  public boolean takes(Change change) {
    return change instanceof SetLibraryPath;
  }

  @Override
  public List<Probe> look(List<Change> changes) {
    List<Probe> probes = new ArrayList<>();
    for (Change change : changes) {
      SetLibraryPath mine = (SetLibraryPath) change;
      probes.add(new Probe("file", mine.file()));
      mine.folders().forEach(f -> probes.add(new Probe("folder", f)));
    }
    return probes;
  }

  @Override
  public void draft(List<Change> changes, Preflight seen, PlanRequest request, Draft draft) {
    for (Change change : changes) {
      SetLibraryPath mine = (SetLibraryPath) change;
      HostFile file = HostFile.of(seen, mine.file());
      file.check(draft);
      String before = file.text().orElse("");
      if (!before.isEmpty() && !before.startsWith(HEAD)) {
        draft.find(Finding.block("ldconf.foreign", mine.file()));
      }
      for (String folder : mine.folders()) {
        if (!seen.fact("folder " + folder).equals("yes")) {
          draft.find(Finding.block("ldconf.folder", folder));
        } else {
          libraries(folder, seen, draft);
        }
      }
      String want = HEAD + String.join("\n", mine.folders()) + "\n";
      if (want.equals(before)) {
        draft.find(Finding.block("ldconf.already", mine.file()));
      }
      draft.item(
          PlanItem.file(
              "ldconf",
              Phase.HOLD,
              mine.file(),
              file.bytes(),
              Optional.of(Bytes.of(want)),
              How.PLAIN));
      draft.does(
          HostFile.write(mine.file(), want) + " && ldconfig", file.restore() + " && ldconfig");
    }
    draft.find(Finding.note("ldconf.outlives"));
    draft.gain("gain.ldconf");
  }

  /// What the cache would find in a folder that it finds elsewhere now, or nowhere.
  private static void libraries(String folder, Preflight seen, Draft draft) {
    Optional<LibraryCache> read = LibraryCache.of(seen.text("ldcache"));
    if (read.isEmpty()) {
      draft.find(Finding.block("ldconf.cache", folder));
      return;
    }
    LibraryCache cache = read.get();
    List<String> names = seen.fact("libraries " + folder).lines().toList();
    List<String> fresh = new ArrayList<>();
    for (String name : names) {
      Optional<String> elsewhere = cache.elsewhere(name, folder);
      elsewhere.ifPresent(
          path ->
              draft.find(
                  Finding.block("ldconf.shadows", List.of(folder, name, path), List.of(folder))));
      if (elsewhere.isEmpty() && !cache.has(folder + "/" + name)) {
        fresh.add(name);
      }
    }
    if (names.isEmpty()) {
      draft.find(Finding.note("ldconf.none", folder));
    } else if (!fresh.isEmpty()) {
      List<String> first = new ArrayList<>(fresh.subList(0, Math.min(MOST_NAMED, fresh.size())));
      if (first.size() < fresh.size()) {
        first.add("…");
      }
      draft.find(Finding.note("ldconf.visible", folder, String.join(", ", first)));
    }
  }
}
