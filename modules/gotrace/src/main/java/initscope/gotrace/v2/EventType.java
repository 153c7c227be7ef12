package initscope.gotrace.v2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of the wire format as small numbers, with their names, arguments and the Go release that brought them. Source: golang/go
/// `src/internal/trace/tracev2/events.go`, as of Go 1.27. Arguments are unsigned LEB128; the first of a timed event is the ticks since
/// the event before it in the same batch.
public final class EventType {
  static final int NONE = 0;
  static final int EVENT_BATCH = 1;
  static final int STACKS = 2;

  /// One stack.
  public static final int STACK = 3;

  static final int STRINGS = 4;

  /// One string.
  public static final int STRING = 5;

  static final int CPU_SAMPLES = 6;
  static final int CPU_SAMPLE = 7;
  static final int FREQUENCY = 8;
  static final int PROCS_CHANGE = 9;
  static final int PROC_START = 10;
  static final int PROC_STOP = 11;
  static final int PROC_STEAL = 12;
  static final int PROC_STATUS = 13;
  static final int GO_CREATE = 14;
  static final int GO_CREATE_SYSCALL = 15;
  static final int GO_START = 16;
  static final int GO_DESTROY = 17;
  static final int GO_DESTROY_SYSCALL = 18;
  static final int GO_STOP = 19;
  static final int GO_BLOCK = 20;
  static final int GO_UNBLOCK = 21;
  static final int GO_SYSCALL_BEGIN = 22;
  static final int GO_SYSCALL_END = 23;
  static final int GO_SYSCALL_END_BLOCKED = 24;
  static final int GO_STATUS = 25;
  static final int STW_BEGIN = 26;
  static final int STW_END = 27;
  static final int GC_ACTIVE = 28;
  static final int GC_BEGIN = 29;
  static final int GC_END = 30;
  static final int GC_SWEEP_ACTIVE = 31;
  static final int GC_SWEEP_BEGIN = 32;
  static final int GC_SWEEP_END = 33;
  static final int GC_MARK_ASSIST_ACTIVE = 34;
  static final int GC_MARK_ASSIST_BEGIN = 35;
  static final int GC_MARK_ASSIST_END = 36;
  static final int HEAP_ALLOC = 37;
  static final int HEAP_GOAL = 38;
  static final int GO_LABEL = 39;
  static final int USER_TASK_BEGIN = 40;
  static final int USER_TASK_END = 41;
  static final int USER_REGION_BEGIN = 42;
  static final int USER_REGION_END = 43;
  static final int USER_LOG = 44;
  static final int GO_SWITCH = 45;
  static final int GO_SWITCH_DESTROY = 46;
  static final int GO_CREATE_BLOCKED = 47;
  static final int GO_STATUS_STACK = 48;

  /// A batch of an experiment's own data.
  public static final int EXPERIMENTAL_BATCH = 49;

  static final int SYNC = 50;
  static final int CLOCK_SNAPSHOT = 51;
  static final int END_OF_GENERATION = 52;
  static final int SPAN = 128;
  static final int SPAN_ALLOC = 129;
  static final int SPAN_FREE = 130;
  static final int HEAP_OBJECT = 131;
  static final int HEAP_OBJECT_ALLOC = 132;
  static final int HEAP_OBJECT_FREE = 133;
  static final int GOROUTINE_STACK = 134;
  static final int GOROUTINE_STACK_ALLOC = 135;
  static final int GOROUTINE_STACK_FREE = 136;

  /// One more than the greatest number.
  static final int COUNT = 137;

  /// One event.
  ///
  /// @param name as {@code go tool trace -d=wire} prints it
  /// @param since minor version of Go
  /// @param timed whether it stands in a thread's stream, with a time
  /// @param arguments their names
  public record Spec(String name, int since, boolean timed, List<String> arguments) {}

  /// An event with its number.
  ///
  /// @param number as the wire format has it
  /// @param spec what it is
  public record Numbered(int number, Spec spec) {}

  private final @Nullable Spec[] specs = new Spec[COUNT];

  private EventType() {
    structure();
    scheduling();
    ranges();
    annotations();
    experiments();
  }

  /// All events, in the order of their numbers.
  public static List<Numbered> all() {
    List<Numbered> all = new ArrayList<>();
    @Nullable Spec[] specs = table();
    for (int i = 0; i < specs.length; i++) {
      Spec spec = specs[i];
      if (spec != null) {
        all.add(new Numbered(i, spec));
      }
    }
    return all;
  }

  /// The table, by number; null where no event has it.
  static @Nullable Spec[] table() {
    return new EventType().specs;
  }

  private void row(int type, String name, int since, boolean timed, String... arguments) {
    specs[type] = new Spec(name, since, timed, List.of(arguments));
  }

  private void structure() {
    row(EVENT_BATCH, "EventBatch", 22, false, "gen", "m", "time", "size");
    row(STACKS, "Stacks", 22, false);
    row(STACK, "Stack", 22, false, "id", "nframes");
    row(STRINGS, "Strings", 22, false);
    row(STRING, "String", 22, false, "id");
    row(CPU_SAMPLES, "CPUSamples", 22, false);
    row(CPU_SAMPLE, "CPUSample", 22, false, "time", "m", "p", "g", "stack");
    row(FREQUENCY, "Frequency", 22, false, "freq");
    row(EXPERIMENTAL_BATCH, "ExperimentalBatch", 23, false, "exp", "gen", "m", "time");
    row(SYNC, "Sync", 25, false);
    row(CLOCK_SNAPSHOT, "ClockSnapshot", 25, true, "dt", "mono", "sec", "nsec");
    row(END_OF_GENERATION, "EndOfGeneration", 26, false);
  }

  private void scheduling() {
    row(PROCS_CHANGE, "ProcsChange", 22, true, "dt", "procs_value", "stack");
    row(PROC_START, "ProcStart", 22, true, "dt", "p", "p_seq");
    row(PROC_STOP, "ProcStop", 22, true, "dt");
    row(PROC_STEAL, "ProcSteal", 22, true, "dt", "p", "p_seq", "m");
    row(PROC_STATUS, "ProcStatus", 22, true, "dt", "p", "pstatus");
    row(GO_CREATE, "GoCreate", 22, true, "dt", "new_g", "new_stack", "stack");
    row(GO_CREATE_SYSCALL, "GoCreateSyscall", 22, true, "dt", "new_g");
    row(GO_START, "GoStart", 22, true, "dt", "g", "g_seq");
    row(GO_DESTROY, "GoDestroy", 22, true, "dt");
    row(GO_DESTROY_SYSCALL, "GoDestroySyscall", 22, true, "dt");
    row(GO_STOP, "GoStop", 22, true, "dt", "reason_string", "stack");
    row(GO_BLOCK, "GoBlock", 22, true, "dt", "reason_string", "stack");
    row(GO_UNBLOCK, "GoUnblock", 22, true, "dt", "g", "g_seq", "stack");
    row(GO_SYSCALL_BEGIN, "GoSyscallBegin", 22, true, "dt", "p_seq", "stack");
    row(GO_SYSCALL_END, "GoSyscallEnd", 22, true, "dt");
    row(GO_SYSCALL_END_BLOCKED, "GoSyscallEndBlocked", 22, true, "dt");
    row(GO_STATUS, "GoStatus", 22, true, "dt", "g", "m", "gstatus");
    row(GO_SWITCH, "GoSwitch", 23, true, "dt", "g", "g_seq");
    row(GO_SWITCH_DESTROY, "GoSwitchDestroy", 23, true, "dt", "g", "g_seq");
    row(GO_CREATE_BLOCKED, "GoCreateBlocked", 23, true, "dt", "new_g", "new_stack", "stack");
    row(GO_STATUS_STACK, "GoStatusStack", 23, true, "dt", "g", "m", "gstatus", "stack");
  }

  private void ranges() {
    row(STW_BEGIN, "STWBegin", 22, true, "dt", "kind_string", "stack");
    row(STW_END, "STWEnd", 22, true, "dt");
    row(GC_ACTIVE, "GCActive", 22, true, "dt", "gc_seq");
    row(GC_BEGIN, "GCBegin", 22, true, "dt", "gc_seq", "stack");
    row(GC_END, "GCEnd", 22, true, "dt", "gc_seq");
    row(GC_SWEEP_ACTIVE, "GCSweepActive", 22, true, "dt", "p");
    row(GC_SWEEP_BEGIN, "GCSweepBegin", 22, true, "dt", "stack");
    row(GC_SWEEP_END, "GCSweepEnd", 22, true, "dt", "swept_value", "reclaimed_value");
    row(GC_MARK_ASSIST_ACTIVE, "GCMarkAssistActive", 22, true, "dt", "g");
    row(GC_MARK_ASSIST_BEGIN, "GCMarkAssistBegin", 22, true, "dt", "stack");
    row(GC_MARK_ASSIST_END, "GCMarkAssistEnd", 22, true, "dt");
    row(HEAP_ALLOC, "HeapAlloc", 22, true, "dt", "heapalloc_value");
    row(HEAP_GOAL, "HeapGoal", 22, true, "dt", "heapgoal_value");
  }

  private void annotations() {
    row(GO_LABEL, "GoLabel", 22, true, "dt", "label_string");
    row(
        USER_TASK_BEGIN,
        "UserTaskBegin",
        22,
        true,
        "dt",
        "task",
        "parent_task",
        "name_string",
        "stack");
    row(USER_TASK_END, "UserTaskEnd", 22, true, "dt", "task", "stack");
    row(USER_REGION_BEGIN, "UserRegionBegin", 22, true, "dt", "task", "name_string", "stack");
    row(USER_REGION_END, "UserRegionEnd", 22, true, "dt", "task", "name_string", "stack");
    row(USER_LOG, "UserLog", 22, true, "dt", "task", "key_string", "value_string", "stack");
  }

  private void experiments() {
    row(SPAN, "Span", 23, true, "dt", "id", "npages_value", "kindclass");
    row(SPAN_ALLOC, "SpanAlloc", 23, true, "dt", "id", "npages_value", "kindclass");
    row(SPAN_FREE, "SpanFree", 23, true, "dt", "id");
    row(HEAP_OBJECT, "HeapObject", 23, true, "dt", "id", "type");
    row(HEAP_OBJECT_ALLOC, "HeapObjectAlloc", 23, true, "dt", "id", "type");
    row(HEAP_OBJECT_FREE, "HeapObjectFree", 23, true, "dt", "id");
    row(GOROUTINE_STACK, "GoroutineStack", 23, true, "dt", "id", "order");
    row(GOROUTINE_STACK_ALLOC, "GoroutineStackAlloc", 23, true, "dt", "id", "order");
    row(GOROUTINE_STACK_FREE, "GoroutineStackFree", 23, true, "dt", "id");
  }
}
