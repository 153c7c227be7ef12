package initscope.report;

import initscope.diagnosis.Sentences;
import initscope.diagnosis.binary.Advice;
import initscope.diagnosis.binary.BinaryAdvice;
import initscope.diagnosis.binary.SlowInit;
import initscope.layout.Sizes;
import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.binary.BinaryFacts;
import initscope.model.binary.InitPlan;
import initscope.model.binary.InitReach;
import initscope.model.binary.PackageInit;
import initscope.model.binary.SectionSize;
import initscope.model.finding.Sentence;
import initscope.model.go.GoSymbol;
import initscope.model.go.PackageImport;
import initscope.model.go.StandardLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An executable's facts as lines for people. Whatever is of the file is made safe for a terminal.
public final class InspectText {
  private static final int FEW = 40;

  private final BinaryFacts facts;
  private final boolean all;
  private final Locale locale;
  private final List<String> lines = new ArrayList<>();

  private InspectText(BinaryFacts facts, boolean all, Locale locale) {
    this.facts = facts;
    this.all = all;
    this.locale = locale;
  }

  /// The lines.
  ///
  /// @param all whether nothing is left out; else the standard library is told in short, and long lists are cut with a word
  public static List<String> of(BinaryFacts facts, boolean all, Locale locale) {
    InspectText text = new InspectText(facts, all, locale);
    text.lines.addAll(InspectHead.of(facts, locale));
    text.modules();
    text.inits();
    text.slow();
    text.embedded();
    if (all) {
      text.sections();
    }
    text.advice();
    return List.copyOf(text.lines);
  }

  private String say(String key, Object... arguments) {
    List<String> words = new ArrayList<>();
    for (Object argument : arguments) {
      words.add(String.valueOf(argument));
    }
    return Sentences.render(new Sentence(key, words), locale);
  }

  private void title(String key, Object... arguments) {
    lines.add("");
    lines.add(say(key, arguments));
  }

  private void rest(int size) {
    if (!all && size > FEW) {
      lines.add("  " + say("inspect.more", size - FEW));
    }
  }

  private int shown(int size) {
    return all ? size : Math.min(size, FEW);
  }

  private void modules() {
    if (facts.modules().isEmpty()) {
      return;
    }
    title("inspect.modules", facts.modules().size());
    facts.modules().stream()
        .limit(shown(facts.modules().size()))
        .forEach(module -> lines.add("  " + InspectHead.module(module)));
    rest(facts.modules().size());
  }

  private void inits() {
    InitPlan plan = facts.inits();
    if (plan.refusal().isPresent()) {
      title("inspect.inits.refused", plan.refusal().get());
      return;
    }
    title("inspect.inits", plan.packages().size());
    if (plan.runtimeFirst() < 0) {
      lines.add("  " + say("inspect.inits.runtime-unknown"));
    }
    if (!plan.ways()) {
      lines.add("  " + say("inspect.inits.no-ways"));
    }
    List<String> standard = new ArrayList<>();
    for (PackageInit init : plan.packages()) {
      if (!all && StandardLibrary.holds(init.packagePath())) {
        standard.add(init.packagePath());
      } else {
        standard(standard);
        init(init);
      }
    }
    standard(standard);
  }

  private void standard(List<String> names) {
    if (!names.isEmpty()) {
      String shown = String.join(", ", names.subList(0, Math.min(names.size(), 4)));
      String more = names.size() > 4 ? ", ..." : "";
      lines.add("       " + say("inspect.inits.standard", names.size(), shown + more));
      names.clear();
    }
  }

  private void init(PackageInit init) {
    String number = Integer.toString(init.order() + 1);
    List<String> functions =
        init.functions().stream().map(f -> shortName(f.function(), init.packagePath())).toList();
    lines.add(
        " ".repeat(Math.max(0, 5 - number.length()))
            + number
            + "  "
            + Display.safe(init.packagePath())
            + "  "
            + Display.safe(String.join(" ", functions))
            + " "
            + place(init.functions().getFirst()));
    if (!init.imports().isEmpty()) {
      List<String> way = new ArrayList<>();
      way.add(init.imports().getFirst().importer());
      for (PackageImport step : init.imports()) {
        String at = step.at().map(InspectText::place).orElse("");
        way.add(step.imported() + at);
      }
      lines.add("         " + say("inspect.inits.way", String.join(" > ", way)));
    }
  }

  private static String shortName(String function, String packagePath) {
    int dot = function.indexOf('.', function.lastIndexOf('/') + 1);
    boolean own = GoSymbol.packageOf(function).filter(packagePath::equals).isPresent();
    return own && dot >= 0 ? function.substring(dot + 1) : function;
  }

  private static String place(Frame frame) {
    if (frame.file().isEmpty()) {
      return "";
    }
    String file = frame.file().get();
    String name = file.substring(file.lastIndexOf('/') + 1);
    return " ("
        + Display.safe(name)
        + (frame.line().isPresent() ? ":" + frame.line().getAsInt() : "")
        + ")";
  }

  private void slow() {
    InitReach reach = facts.reach();
    if (!reach.looked()) {
      return;
    }
    List<SlowInit> found = SlowInit.of(reach);
    List<SlowInit> shown =
        found.stream().filter(s -> all || !StandardLibrary.holds(s.packagePath())).toList();
    title(found.isEmpty() ? "inspect.slow.none" : "inspect.slow");
    shown.stream().limit(shown(shown.size())).forEach(this::slow);
    rest(shown.size());
    if (found.size() > shown.size()) {
      lines.add("  " + say("inspect.slow.standard", found.size() - shown.size()));
    }
    lines.add("  " + say("inspect.slow.limits", reach.functions()));
    if (reach.partly() > 0) {
      lines.add("  " + say("inspect.slow.partly", reach.partly()));
    }
    if (reach.cut()) {
      lines.add("  " + say("inspect.slow.cut"));
    }
    if (!found.isEmpty()) {
      lines.add("  > " + say("inspect.slow.next"));
    }
  }

  private void slow(SlowInit slow) {
    String rule = "init.slow." + slow.work().word();
    lines.add(
        "  "
            + say("inspect.slow.line", slow.initFunction(), rule, slow.sites())
            + "  ["
            + say("inspect.possible")
            + ", "
            + rule
            + "]");
    List<String> way = new ArrayList<>();
    slow.chain().forEach(frame -> way.add(Display.safe(frame.function()) + place(frame)));
    way.add(Display.safe(slow.callees().getFirst()));
    lines.add("      " + String.join(" > ", way));
    if (slow.callees().size() > 1) {
      List<String> others = slow.callees().subList(1, Math.min(slow.callees().size(), 6));
      lines.add("      " + say("inspect.slow.others", String.join(", ", others)));
    }
  }

  private void embedded() {
    if (facts.embedded().isEmpty()) {
      return;
    }
    long bytes = facts.embedded().stream().mapToLong(f -> f.bytes()).sum();
    title("inspect.embedded", facts.embedded().size(), Sizes.of(bytes));
    int size = facts.embedded().size();
    facts.embedded().stream()
        .sorted((a, b) -> Long.compare(b.bytes(), a.bytes()))
        .limit(all ? size : Math.min(size, 5))
        .forEach(f -> lines.add("  " + Display.safe(f.name()) + "  " + Sizes.of(f.bytes())));
  }

  private void sections() {
    title("inspect.sections");
    for (SectionSize section : facts.link().sections()) {
      lines.add(
          "  "
              + Display.safe(section.name())
              + "  "
              + section.bytes()
              + (section.inFile() ? "" : "  " + say("inspect.sections.memory")));
    }
  }

  private void advice() {
    List<Advice> advice = BinaryAdvice.of(facts);
    if (advice.isEmpty()) {
      return;
    }
    title("inspect.advice");
    for (Advice one : advice) {
      lines.add("  " + Sentences.render(one.what(), locale) + "  [" + one.rule() + "]");
      lines.add("      " + Sentences.render(one.effect(), locale));
      lines.add("      " + Sentences.render(one.condition(), locale));
    }
    lines.add("  " + say("inspect.advice.method"));
  }
}
