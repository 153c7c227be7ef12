package initscope.formats.folded;

import initscope.formats.text.Binary;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.Line;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.profile.ProfileFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lines on their way to profiles. Equal frames are one object.
final class FoldedStacks {
  /// No tool records deeper stacks.
  static final int MOST_FRAMES = 4096;

  private static final String UNIT = "samples";

  private final boolean difference;
  private final Map<String, Frame> frames = new HashMap<>();
  private final Column last = new Column();
  private final Column before = new Column();
  private final Problems problems = new Problems();
  private boolean fractions;

  FoldedStacks(boolean difference) {
    this.difference = difference;
  }

  /// Samples of one count; their sum fits a long.
  private static final class Column {
    private final List<Profile.Sample> samples = new ArrayList<>();
    private long sum;

    boolean has(long count) {
      return sum <= Long.MAX_VALUE - count;
    }

    void add(List<Frame> stack, long count) {
      sum += count;
      samples.add(new Profile.Sample(stack, count, Selection.NONE));
    }
  }

  void add(Line line) {
    if (line.cut()) {
      problems.skipped("folded.line.too-long", line);
      return;
    }
    if (Binary.is(line)) {
      problems.skipped("folded.line.unreadable", line);
      return;
    }
    String text = line.text();
    if (FoldedReader.isOther(text)) {
      return;
    }
    Optional<FoldedLine> after = FoldedLine.scan(text);
    Optional<FoldedLine> first = difference ? after.flatMap(a -> a.before(text)) : after;
    if (after.isEmpty() || first.isEmpty()) {
      problems.skipped("folded.line.unreadable", line);
      return;
    }
    add(line, text, first.get(), after.get());
  }

  private void add(Line line, String text, FoldedLine first, FoldedLine after) {
    if (!last.has(after.count()) || !before.has(first.count())) {
      problems.skipped("folded.count.too-large", line);
      return;
    }
    if (!fractions && (after.fraction() || first.fraction())) {
      fractions = true;
      problems.add("folded.count.fraction", Effect.NOTE, line.offset(), quote(text));
    }
    List<Frame> stack = stack(line, text, first.stackEnd());
    if (!difference) {
      last.add(stack, after.count());
      return;
    }
    if (after.count() > 0) {
      last.add(stack, after.count());
    }
    if (first.count() > 0) {
      before.add(stack, first.count());
    }
  }

  private List<Frame> stack(Line line, String text, int length) {
    int end = length;
    int at = 0;
    while (at < end && text.charAt(at) == ';') {
      at++;
    }
    while (end > at && text.charAt(end - 1) == ';') {
      end--;
    }
    List<Frame> stack = new ArrayList<>();
    while (at <= end && stack.size() < MOST_FRAMES) {
      int next = text.indexOf(';', at);
      next = next < 0 || next > end ? end : next;
      String name = text.substring(at, next);
      stack.add(frames.computeIfAbsent(name.isBlank() ? "?" : name, Frame::of));
      at = next + 1;
    }
    if (at <= end) {
      problems.add("folded.stack.cut", Effect.NOTE, line.offset(), quote(text));
    }
    return stack;
  }

  private static String quote(String text) {
    return text.substring(0, Math.min(text.length(), 120));
  }

  Decoded<ProfileFile> decoded() {
    if (last.samples.isEmpty() && before.samples.isEmpty()) {
      return new Decoded<>(ProfileFile.EMPTY, problems.toList());
    }
    List<Profile> profiles =
        difference
            ? List.of(
                new Profile("after", UNIT, last.samples),
                new Profile("before", UNIT, before.samples))
            : List.of(new Profile("stacks", UNIT, last.samples));
    return new Decoded<>(ProfileFile.of(profiles), problems.toList());
  }
}
