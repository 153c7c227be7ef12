package initscope.tuning.export;

import java.util.List;

/// What an export came to: files, or reasons why there are none. A change is handed on whole or not at all, since half of it would look
/// like all of it.
///
/// @param files empty where anything was refused
/// @param refusals empty where nothing was
public record Exported(List<TextFile> files, List<ExportRefusal> refusals) {
  /// Copies the lists.
  public Exported {
    files = List.copyOf(files);
    refusals = List.copyOf(refusals);
  }
}
