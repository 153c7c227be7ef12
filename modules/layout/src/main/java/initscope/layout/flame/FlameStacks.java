package initscope.layout.flame;

import initscope.layout.Symbols;
import initscope.layout.Tone;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// A profile in numbers: each function has an id, each different stack is a list of ids, root first, and each sample names its
/// stack. Made once for a profile; whatever is asked of it afterwards compares numbers.
public final class FlameStacks {
  /// No stacks.
  public static final FlameStacks EMPTY = of(Profile.EMPTY);

  private final Profile profile;
  private final List<Frame> functions = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final IntLists stacks = new IntLists();
  private final int[] stackOf;
  private final long[] weightOf;
  private final Tone[] tones;
  private final int[] ranks;
  private final long total;
  private final FlameOwners owners;
  private final Optional<String> init;

  private FlameStacks(Profile profile) {
    this.profile = profile;
    List<Profile.Sample> samples = profile.samples();
    stackOf = new int[samples.size()];
    weightOf = new long[samples.size()];
    long sum = 0;
    // sources that know their stacks give equal ones as the same list
    Map<List<Frame>, Integer> known = new IdentityHashMap<>();
    for (int i = 0; i < stackOf.length; i++) {
      Profile.Sample sample = samples.get(i);
      stackOf[i] = known.computeIfAbsent(sample.stack(), this::intern);
      weightOf[i] = Math.max(0, sample.weight());
      sum += weightOf[i];
    }
    total = sum;
    tones = functions.stream().map(Symbols::tone).toArray(Tone[]::new);
    ranks = ranks();
    owners = new FlameOwners(samples);
    init = firstInit();
  }

  /// Reads a profile. Weights below zero count as none.
  public static FlameStacks of(Profile profile) {
    return new FlameStacks(profile);
  }

  private int intern(List<Frame> stack) {
    int[] frames = new int[stack.size()];
    for (int i = 0; i < frames.length; i++) {
      Frame frame = stack.get(i);
      Integer id = ids.get(frame.function());
      if (id == null) {
        id = functions.size();
        ids.put(frame.function(), id);
        functions.add(frame);
      } else if (functions.get(id).file().isEmpty() && frame.file().isPresent()) {
        functions.set(id, frame);
      }
      frames[i] = id;
    }
    return stacks.intern(frames, frames.length);
  }

  private Optional<String> firstInit() {
    BitSet inits = new BitSet();
    for (int f = 0; f < functions.size(); f++) {
      inits.set(f, Symbols.isPackageInit(functions.get(f).function()));
    }
    for (int stack = 0; stack < stacks.size() && !inits.isEmpty(); stack++) {
      for (int at = stacks.end(stack) - 1; at >= stacks.begin(stack); at--) {
        if (inits.get(stacks.value(at))) {
          return Optional.of(functions.get(stacks.value(at)).function());
        }
      }
    }
    return Optional.empty();
  }

  private int[] ranks() {
    Integer[] byName = new Integer[functions.size()];
    Arrays.setAll(byName, i -> i);
    Arrays.sort(byName, Comparator.comparing(i -> functions.get(i).function()));
    int[] place = new int[byName.length];
    for (int i = 0; i < byName.length; i++) {
      place[byName[i]] = i;
    }
    return place;
  }

  /// What was read.
  public Profile profile() {
    return profile;
  }

  /// Sum of all weights.
  public long total() {
    return total;
  }

  /// How many functions there are; their ids count from 0.
  public int functions() {
    return functions.size();
  }

  /// One frame of a function, with a place in the source where one was told.
  public Frame frame(int function) {
    return functions.get(function);
  }

  /// The id of a function, if it is in some stack.
  public OptionalInt function(String name) {
    Integer id = ids.get(name);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /// What kind of code a function is.
  public Tone tone(int function) {
    return tones[function];
  }

  /// Place of a function among all by name.
  int rank(int function) {
    return ranks[function];
  }

  /// The innermost package init of the first sample that has one.
  public Optional<String> init() {
    return init;
  }

  /// The goroutines or threads of the samples, each once, in the order of the samples.
  public List<Selection> owners() {
    return owners.all();
  }

  /// The place of a sample's goroutine or thread among {@link #owners()}; -1 where it has none.
  public int ownerOf(int sample) {
    return owners.of(sample);
  }

  /// How many different stacks there are.
  public int stacks() {
    return stacks.size();
  }

  /// How many samples there are.
  public int samples() {
    return stackOf.length;
  }

  /// The stack of a sample.
  public int stackOf(int sample) {
    return stackOf[sample];
  }

  /// The weight of a sample, not below zero.
  public long weightOf(int sample) {
    return weightOf[sample];
  }

  IntLists lists() {
    return stacks;
  }
}
