package initscope.formats.strace;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.host.SyscallTrace;
import initscope.model.host.TraceNote;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Time in system calls as a profile.
public final class StraceProfile {
  /// Last frame of a call that had not returned when the trace ended.
  public static final String PENDING = "[not returned]";

  private StraceProfile() {}

  /// Nanoseconds by thread, system call, and what it was about: a path, what a descriptor is open on, an address. A call that had not
  /// returned counts up to the last time of the trace. Empty where the trace tells no durations.
  public static Profile waiting(SyscallTrace trace) {
    long end = end(trace);
    long total = 0;
    Map<List<Frame>, long[]> weights = new LinkedHashMap<>();
    Map<List<Frame>, Integer> threads = new HashMap<>();
    Map<String, Frame> frames = new HashMap<>();
    for (int row = 0; row < trace.size(); row++) {
      boolean pending = trace.isUnfinished(row) && trace.startNanos(row) >= 0;
      long nanos = pending ? end - trace.startNanos(row) : trace.durationNanos(row);
      if (nanos <= 0 || nanos > Long.MAX_VALUE - total) {
        continue; // sums of a real trace fit
      }
      total += nanos;
      int pid = trace.pid(row);
      List<Frame> stack = new ArrayList<>();
      stack.add(frames.computeIfAbsent(pid < 0 ? "thread" : "thread " + pid, Frame::of));
      stack.add(frames.computeIfAbsent(trace.name(row), Frame::of));
      String target = Target.of(trace.name(row), trace.args(row));
      if (!target.isEmpty()) {
        stack.add(frames.computeIfAbsent(target, Frame::of));
      }
      if (pending) {
        stack.add(frames.computeIfAbsent(PENDING, Frame::of));
      }
      weights.computeIfAbsent(stack, s -> new long[1])[0] += nanos;
      threads.put(stack, pid);
    }
    List<Profile.Sample> samples = new ArrayList<>();
    weights.forEach(
        (stack, nanos) -> {
          int pid = threads.getOrDefault(stack, -1);
          Selection selects = pid < 0 ? Selection.NONE : Selection.NONE.withThread(pid);
          samples.add(new Profile.Sample(stack, nanos[0], selects));
        });
    return new Profile("waiting by system call", "nanoseconds", samples);
  }

  private static long end(SyscallTrace trace) {
    long end = -1;
    for (int row = 0; row < trace.size(); row++) {
      end = Math.max(end, trace.startNanos(row) + Math.max(0, trace.durationNanos(row)));
    }
    for (TraceNote note : trace.notes()) {
      end = Math.max(end, note.atNanos());
    }
    return end;
  }
}
