package initscope.report;

import java.util.Locale;
import java.util.ResourceBundle;

/// Words of the pages, in the reader's language.
final class ReportWords {
  private final ResourceBundle bundle;

  private ReportWords(ResourceBundle bundle) {
    this.bundle = bundle;
  }

  static ReportWords of(Locale locale) {
    return new ReportWords(
        ResourceBundle.getBundle(
            "initscope.report.words",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
  }

  String say(String key) {
    return bundle.getString(key);
  }

  /// With one argument for {@code {0}}.
  String say(String key, Object argument) {
    return bundle.getString(key).replace("{0}", String.valueOf(argument));
  }
}
