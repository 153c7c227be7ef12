package initscope.tuning.units;

import initscope.model.finding.Sentence;

/// Something about the cgroup of a service.
///
/// @param text what it is, and what it can and cannot mean for a start; said by {@code PlanTexts}
/// @param source file of the host that tells it, or the command
public record CgroupFact(Sentence text, String source) {
  static CgroupFact of(String id, String source, String... arguments) {
    return new CgroupFact(Sentence.of("cgroup.fact." + id, arguments), source);
  }

  /// Stable dotted name.
  public String id() {
    return text.key();
  }
}
