package initscope.layout.flame;

import initscope.layout.Words;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.host.KernelFrame;
import initscope.model.host.ThreadState;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/// Stacks of an incident as profiles: each goroutine or thread weighs one. The last frame, in brackets, says what it waits for.
public final class Profiles {
  private Profiles() {}

  /// Stacks of all goroutines.
  public static Profile goroutines(Incident incident) {
    List<Profile.Sample> samples = new ArrayList<>();
    for (Goroutine one : incident.goroutines()) {
      List<Frame> stack = new ArrayList<>();
      if (one.partial()) {
        stack.add(Frame.of("?"));
      }
      stack.addAll(one.frames().reversed());
      stack.add(Frame.of("[" + one.waitReason().orElse(one.status()) + "]"));
      Selection selects = Selection.NONE.withGoroutine(one.id(), one.tid());
      if (!one.evidence().isEmpty()) {
        selects = selects.withEvidence(one.evidence().getFirst());
      }
      samples.add(new Profile.Sample(stack, 1, selects));
    }
    return new Profile("goroutines", "goroutines", samples);
  }

  /// Stacks of all threads, user and kernel side in one.
  public static Profile threads(Incident incident) {
    List<Profile.Sample> samples = new ArrayList<>();
    for (ThreadState thread : incident.threads()) {
      List<Frame> stack = new ArrayList<>();
      stack.add(Frame.of("[" + thread.name() + "]"));
      stack.addAll(thread.userStack().reversed());
      for (KernelFrame frame : thread.kernelStack().reversed()) {
        stack.add(Frame.of("[k] " + frame.function()));
      }
      if (thread.kernelStack().isEmpty()) {
        thread.wchan().ifPresent(w -> stack.add(Frame.of("[k] " + w)));
      }
      stack.add(Frame.of("[" + thread.state() + "]"));
      samples.add(new Profile.Sample(stack, 1, Selection.NONE.withThread(thread.tid())));
    }
    return new Profile("threads", "threads", samples);
  }

  /// The one sentence that says what a flame view of a profile shows.
  public static String sentence(Profile profile, Words words) {
    return FlameWords.sentence(
        FlamePicture.of(FlameStacks.of(profile), FlameQuery.DEFAULT, ""), words);
  }
}
