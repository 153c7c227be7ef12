package initscope.formats.pprof;

import initscope.formats.wire.ProtoReader;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.profile.ProfileFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The samples of a file, with what they refer to put in.
final class PprofSamples {
  /// Frames of all stacks together: a file may say one location of many lines again and again.
  private static final int MOST_FRAMES = 16 << 20;

  private static final int MOST_DEPTH = 4096;
  private static final int SAMPLE = 2;
  private static final int MOST_LABELS = 64;

  private final PprofParts parts;
  private final long end;
  private final Problems problems;
  private final List<List<Profile.Sample>> samples = new ArrayList<>();
  private final long[] sums;
  private long framesLeft = MOST_FRAMES;
  private long negative;
  private long cut;
  private long tooLarge;
  private long left;

  /// One sample as it stands in the file; numbers are read before anything is looked up.
  private static final class Row {
    private final List<Long> leafFirst = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();
    private final List<long[]> labels = new ArrayList<>();
  }

  PprofSamples(PprofParts parts, long end, Problems problems) {
    this.parts = parts;
    this.end = end;
    this.problems = problems;
    sums = new long[parts.types().size()];
    parts.types().forEach(type -> samples.add(new ArrayList<>()));
  }

  Decoded<ProfileFile> decoded(Bytes file) {
    ProtoReader fields = new ProtoReader(file);
    while (fields.next()) {
      if (fields.isDelimited(SAMPLE)) {
        if (framesLeft > 0) {
          take(row(fields.bytes()));
        } else {
          left++;
        }
      }
    }
    say("pprof.samples.too-many", Effect.SKIPPED, left, " samples more than are kept");
    say("pprof.stack.cut", Effect.NOTE, cut, " stacks deeper than is kept");
    say("pprof.value.negative", Effect.SKIPPED, negative, " values below 0");
    say("pprof.value.too-large", Effect.SKIPPED, tooLarge, " values too large to add");
    if (samples.isEmpty()) {
      if (problems.isEmpty() && !file.isEmpty()) {
        problems.add("pprof.types.none", Effect.LOST_FROM_HERE, end, "");
      }
      return new Decoded<>(ProfileFile.EMPTY, problems.toList());
    }
    return new Decoded<>(file(), problems.toList());
  }

  private void say(String id, Effect effect, long count, String what) {
    if (count > 0) {
      problems.add(id, effect, end, count + what);
    }
  }

  private static Row row(Bytes message) {
    Row row = new Row();
    ProtoReader in = new ProtoReader(message);
    while (in.next()) {
      switch (in.field()) {
        case 1 ->
            in.numbers(
                n -> {
                  if (row.leafFirst.size() <= MOST_DEPTH) {
                    row.leafFirst.add(n);
                  }
                });
        case 2 ->
            in.numbers(
                n -> {
                  if (row.values.size() < 64) {
                    row.values.add(n);
                  }
                });
        case 3 -> label(row, in.bytes());
        default -> {
          // nothing else is said of a sample
        }
      }
    }
    return row;
  }

  private static void label(Row row, Bytes message) {
    long[] label = new long[4]; // key, text, number, unit
    ProtoReader in = new ProtoReader(message);
    while (in.next()) {
      if (in.field() <= label.length && in.type() == ProtoReader.VARINT) {
        label[in.field() - 1] = in.value();
      }
    }
    if (row.labels.size() < MOST_LABELS) {
      row.labels.add(label);
    }
  }

  private void take(Row row) {
    List<Frame> leafFirst = new ArrayList<>();
    for (long location : row.leafFirst) {
      for (Frame frame : parts.frames(location)) {
        if (leafFirst.size() < MOST_DEPTH) {
          leafFirst.add(frame);
        }
      }
    }
    cut += leafFirst.size() == MOST_DEPTH ? 1 : 0;
    framesLeft -= Math.max(1, leafFirst.size());
    List<Frame> stack = List.copyOf(leafFirst.reversed());
    Map<String, String> labels = new LinkedHashMap<>();
    Selection selects = labels(row, labels);
    for (int type = 0; type < samples.size() && type < row.values.size(); type++) {
      long value = row.values.get(type);
      if (value < 0) {
        negative++;
      } else if (value > Long.MAX_VALUE - sums[type]) {
        tooLarge++;
      } else if (value > 0) {
        sums[type] += value;
        samples.get(type).add(new Profile.Sample(stack, value, selects, labels));
      }
    }
  }

  /// Puts labels where they belong.
  private Selection labels(Row row, Map<String, String> named) {
    OptionalLong goroutine = OptionalLong.empty();
    OptionalLong thread = OptionalLong.empty();
    for (long[] label : row.labels) {
      String key = parts.text(label[0]);
      if (label[1] != 0) {
        named.put(key, parts.text(label[1]));
      } else if (key.equals("goroutine")) {
        goroutine = OptionalLong.of(label[2]);
      } else if (key.equals("thread")) {
        thread = OptionalLong.of(label[2]);
      } else {
        named.put(key, (label[2] + " " + parts.text(label[3])).strip());
      }
    }
    if (goroutine.isPresent()) {
      return Selection.NONE.withGoroutine(goroutine.getAsLong(), thread);
    }
    return thread.isPresent() ? Selection.NONE.withThread(thread.getAsLong()) : Selection.NONE;
  }

  private ProfileFile file() {
    List<Profile> profiles = new ArrayList<>();
    for (int type = 0; type < samples.size(); type++) {
      long[] names = parts.types().get(type);
      profiles.add(new Profile(parts.text(names[0]), parts.text(names[1]), samples.get(type)));
    }
    profiles.addFirst(profiles.remove(parts.defaultType()));
    long[] kind = parts.periodType();
    return new ProfileFile(
        profiles,
        parts.period() > 0
            ? Optional.of(
                new ProfileFile.Period(parts.text(kind[0]), parts.text(kind[1]), parts.period()))
            : Optional.empty(),
        positive(parts.timeNanos()),
        positive(parts.durationNanos()),
        parts.comments());
  }

  private static OptionalLong positive(long nanos) {
    return nanos > 0 ? OptionalLong.of(nanos) : OptionalLong.empty();
  }
}
