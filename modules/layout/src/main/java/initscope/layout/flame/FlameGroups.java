package initscope.layout.flame;

import initscope.layout.Symbols;
import initscope.layout.Words;
import initscope.model.Frame;
import initscope.model.profile.Profile;
import initscope.model.profile.Profile.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Puts a frame for its group under each stack. The name of such a frame stands in braces, which no function's does.
public final class FlameGroups {
  private FlameGroups() {}

  /// A profile with a root frame for each group.
  ///
  /// @param group the name of a sample's group
  public static Profile by(Profile profile, Function<Sample, String> group) {
    Map<String, Map<List<Frame>, List<Frame>>> made = new HashMap<>();
    List<Sample> samples = new ArrayList<>(profile.samples().size());
    for (Sample sample : profile.samples()) {
      // equal stacks of a group stay the same list
      List<Frame> stack =
          made.computeIfAbsent(group.apply(sample), n -> new IdentityHashMap<>())
              .computeIfAbsent(sample.stack(), s -> with(frame(group.apply(sample)), s));
      samples.add(new Sample(stack, sample.weight(), sample.selects()));
    }
    return new Profile(profile.name(), profile.unit(), samples);
  }

  private static List<Frame> with(Frame root, List<Frame> stack) {
    List<Frame> all = new ArrayList<>(stack.size() + 1);
    all.add(root);
    all.addAll(stack);
    return List.copyOf(all);
  }

  /// The frame that stands for a group.
  public static Frame frame(String group) {
    return Frame.of("{" + group + "}");
  }

  /// How far the start is, as a stack tells: in a package init, in {@code main.main}, in neither.
  public static String phase(List<Frame> stack, Words words) {
    for (Frame frame : stack) {
      if (Symbols.isPackageInit(frame.function())) {
        return words.say("flame.group.init");
      }
      if (frame.function().equals("main.main")) {
        return words.say("flame.group.main");
      }
    }
    return words.say("flame.group.other");
  }
}
