package initscope.views;

import initscope.model.finding.Because;
import initscope.model.finding.Finding;

/// A finding as Markdown, to be pasted into a ticket: with its evidence, file and line.
final class FindingText {
  private FindingText() {}

  static String markdown(Desk desk, Finding finding) {
    StringBuilder out = new StringBuilder();
    out.append("**").append(escape(desk.say(finding.title()))).append("** (");
    String confidence = finding.confidence().name().toLowerCase(java.util.Locale.ROOT);
    out.append(desk.texts().say("confidence." + confidence)).append(", ");
    out.append(finding.rule()).append(")\n\n");
    finding
        .subject()
        .initFunction()
        .ifPresent(f -> out.append("- ").append(escape(f)).append('\n'));
    finding
        .subject()
        .file()
        .ifPresent(
            f -> {
              out.append("- ").append(escape(f));
              finding.subject().line().ifPresent(l -> out.append(':').append(l));
              out.append('\n');
            });
    int number = 1;
    for (Because because : finding.because()) {
      out.append(number++).append(". ").append(escape(desk.say(because.text()))).append(" [");
      out.append(escape(VerdictView.place(because.evidence()))).append("]\n");
    }
    finding.next().ifPresent(n -> out.append('\n').append(escape(desk.say(n))).append('\n'));
    return out.toString();
  }

  private static String escape(String text) {
    StringBuilder out = new StringBuilder();
    String safe = initscope.model.Display.safe(text);
    for (int i = 0; i < safe.length(); i++) {
      if ("`|<[*_\\".indexOf(safe.charAt(i)) >= 0) {
        out.append('\\');
      }
      out.append(safe.charAt(i));
    }
    return out.toString();
  }
}
