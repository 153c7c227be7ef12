package initscope.tuning.export;

import java.util.List;
import java.util.Locale;

/// Writes one format. What it is given, {@link Limits} has let pass.
interface Exporter {
  /// The files.
  List<TextFile> write(Fleet fleet, Locale locale);
}
