package initscope.tuning.export;

import initscope.model.change.Change;
import initscope.model.finding.Sentence;
import java.util.List;

/// A change that an engine cannot express, or could not take back.
///
/// @param change which
/// @param why one sentence, said by {@link initscope.tuning.plan.PlanTexts}
/// @param elsewhere formats that can
public record ExportRefusal(Change change, Sentence why, List<ExportFormat> elsewhere) {
  /// Copies the list.
  public ExportRefusal {
    elsewhere = List.copyOf(elsewhere);
  }
}
