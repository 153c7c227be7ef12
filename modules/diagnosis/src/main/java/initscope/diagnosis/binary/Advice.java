package initscope.diagnosis.binary;

import initscope.model.finding.Sentence;

/// What of a build bears on its start, or does not though it is said to.
///
/// @param rule stable id, such as {@code elf.pie_reloc_cost}
/// @param what was seen of this program
/// @param condition when something is to be done about it, and what is lost by that
/// @param effect how much that was measured to be
public record Advice(String rule, Sentence what, Sentence condition, Sentence effect) {
  /// One whose three sentences are named after its rule.
  static Advice of(String rule, String... seen) {
    return new Advice(
        rule,
        Sentence.of(rule + ".what", seen),
        Sentence.of(rule + ".condition"),
        Sentence.of(rule + ".effect"));
  }
}
