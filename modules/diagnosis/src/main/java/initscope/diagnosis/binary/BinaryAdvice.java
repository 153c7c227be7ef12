package initscope.diagnosis.binary;

import initscope.model.binary.BinaryFacts;
import initscope.model.binary.LinkFacts;
import initscope.model.binary.Part;
import java.util.ArrayList;
import java.util.List;

/// Advice on a build. Each says what was measured, of what, and when it does not hold; what was measured to do nothing is said to do nothing.
public final class BinaryAdvice {
  /// Fewer relocations than a program without any packages has are no matter.
  private static final long MANY_RELOCATIONS = 1000;

  private static final int READS_QUOTA_SINCE = 25;
  private static final int SLOWER_SINCE = 26;

  private BinaryAdvice() {}

  /// All that applies, in a fixed order.
  public static List<Advice> of(BinaryFacts facts) {
    List<Advice> advice = new ArrayList<>();
    LinkFacts link = facts.link();
    boolean program = facts.buildMode().equals("pie") || facts.buildMode().equals("exe");
    boolean cgo = link.cgo().orElse(false);
    if (program) {
      linking(facts, link, cgo, advice);
    }
    link.glibc().ifPresent(version -> advice.add(Advice.of("elf.glibc_too_new", version)));
    int minor = minor(facts.go().goVersion());
    if (minor > 0 && minor < READS_QUOTA_SINCE) {
      advice.add(Advice.of("go.cpu_quota_unread", facts.go().goVersion()));
    }
    if (minor == SLOWER_SINCE && program) {
      advice.add(Advice.of("go.release_start", facts.go().goVersion()));
    }
    long symbols = link.parts().getOrDefault(Part.SYMBOLS, 0L);
    if (!facts.go().stripped() && symbols > 0) {
      String share = Long.toString(100 * symbols / Math.max(1, link.fileBytes()));
      advice.add(Advice.of("build.strip_no_gain", share));
    }
    return advice;
  }

  private static void linking(BinaryFacts facts, LinkFacts link, boolean cgo, List<Advice> advice) {
    long relative = link.relocations().allRelative();
    boolean pie = facts.go().pie();
    boolean dynamic = link.interpreter().isPresent() && !link.needed().isEmpty();
    String needed = String.join(", ", link.needed());
    if (pie && relative >= MANY_RELOCATIONS) {
      String rule = cgo ? "elf.pie_reloc_cost.cgo" : "elf.pie_reloc_cost";
      advice.add(named("elf.pie_reloc_cost", Advice.of(rule, Long.toString(relative))));
    }
    if (dynamic && cgo && !pie) {
      advice.add(Advice.of("elf.dynamic_go", needed));
    } else if (dynamic && cgo) {
      advice.add(named("elf.dynamic_go", Advice.of("elf.dynamic_go.pie", needed)));
    } else if (cgo && link.interpreter().isEmpty()) {
      advice.add(Advice.of("elf.static_glibc"));
    }
    if (pie && link.interpreter().isPresent() && link.needed().isEmpty()) {
      advice.add(Advice.of("elf.pie_interp_in_static_image", link.interpreter().orElse("")));
    }
    if (dynamic) {
      String symbolic = Long.toString(link.relocations().symbolic());
      advice.add(Advice.of("elf.bind_now_no_gain", symbolic));
    }
  }

  /// The sentences of a special case under the rule's own id.
  private static Advice named(String rule, Advice advice) {
    return new Advice(rule, advice.what(), advice.condition(), advice.effect());
  }

  /// The minor number of {@code go1.22.12}; 0 where the release does not tell.
  private static int minor(String goVersion) {
    String prefix = "go1.";
    int number = 0;
    for (int i = prefix.length(); goVersion.startsWith(prefix) && i < goVersion.length(); i++) {
      int digit = goVersion.charAt(i) - '0';
      if (digit < 0 || digit > 9 || number > 999) {
        break;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
