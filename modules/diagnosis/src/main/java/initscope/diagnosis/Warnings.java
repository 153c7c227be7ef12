package initscope.diagnosis;

import initscope.model.InputFile;
import initscope.model.Problem;
import initscope.model.finding.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What could not be read of an input, in sentences: one for each kind of problem, so that a file that lost a hundred entries says so once.
public final class Warnings {
  private Warnings() {}

  /// The sentences, in the order in which the problems were noticed first.
  public static List<Sentence> of(InputFile input) {
    Map<String, List<Problem>> kinds = new LinkedHashMap<>();
    for (Problem problem : input.warnings()) {
      kinds.computeIfAbsent(problem.id(), id -> new ArrayList<>()).add(problem);
    }
    return kinds.values().stream().map(same -> sentence(input, same)).toList();
  }

  private static Sentence sentence(InputFile input, List<Problem> same) {
    Problem first = same.getFirst();
    boolean empty = input.sizeBytes() == 0 && first.id().equals("input.unknown");
    String key = worded("warning." + (empty ? "input.empty" : first.id()));
    String several = key + ".several";
    return Sentence.of(
        same.size() > 1 && Sentences.has(several) ? several : key,
        input.path(),
        Long.toString(first.offset()),
        Integer.toString(same.size()),
        first.quote(),
        first.id());
  }

  /// The key of a problem, or of the group that the beginning of its name is.
  private static String worded(String key) {
    String group = key;
    while (!Sentences.has(group)) {
      int dot = group.lastIndexOf('.');
      if (dot < 0) {
        return "warning.other";
      }
      group = group.substring(0, dot);
    }
    return group;
  }
}
