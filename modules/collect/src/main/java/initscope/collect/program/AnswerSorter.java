package initscope.collect.program;

import initscope.collect.Plan;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolEntry;
import initscope.collect.steps.Reads.Command;
import initscope.collect.steps.StartSteps;
import initscope.collect.steps.Step;
import initscope.model.Failure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/// Puts the blocks of a program's answer into the spool, entry by entry, while they arrive.
public final class AnswerSorter implements FrameSink {
  private final Plan plan;
  private final Spool spool;
  private final AnswerMap map;
  private final StepResults results = new StepResults();
  private final Map<String, String> facts =
      new ConcurrentHashMap<>(); // asked while the answer comes
  private final Map<String, long[]> blockTimes = new HashMap<>();
  private Block block = Block.NONE;
  private String blockId = "";
  private Optional<String> cutBlock = Optional.empty();
  private long beganNanos;
  private int watchParts;

  /// Sorts the answers of a plan's program into a spool.
  public AnswerSorter(Plan plan, Spool spool) {
    this.plan = plan;
    this.spool = spool;
    this.map = new AnswerMap(plan);
  }

  /// One block's way of reading its content.
  interface Block {
    /// Drops everything.
    Block NONE =
        new Block() {
          @Override
          public void content(byte[] bytes, int from, int length) {}

          @Override
          public void end(OptionalInt status, long nanos, boolean cut) {}
        };

    void content(byte[] bytes, int from, int length) throws Failure;

    void end(OptionalInt status, long nanos, boolean cut) throws Failure;
  }

  @Override
  public void begin(String id, long nanos) {
    blockId = id;
    beganNanos = nanos;
    Writer writer = new Writer(nanos);
    block =
        switch (id) {
          case "process", "task", "fdinfo", "memory", "host" -> new NamedLines(map, false, writer);
          case "sample" -> new NamedLines(map, true, writer);
          case "links" -> new Links(writer, wanted("proc.exe"), wanted("proc.fd"));
          case "proc.children" ->
              wanted(id).<Block>map(step -> new Children(writer, step)).orElse(Block.NONE);
          case "host.clock.monotonic" -> raw("host.clock", "host/timer-now", List.of(), writer);
          case "host.clock" -> raw(id, "host/date", List.of("date", "+%s.%N"), writer);
          case "host.uname" -> raw(id, "host/uname", List.of(), writer);
          case "pstack" -> raw(id, "pstack", List.of("gdb", "-p", "{pid}"), writer);
          case "proc.task.sched" -> raw(id, "proc/task-sched", List.of(), writer);
          case "proc.task.sched.2" ->
              raw("proc.task.sched", "proc/task-sched.2", List.of(), writer);
          case "boot.chart" -> raw(id, "boot/chart", List.of(), writer);
          case "proc.cmdline" -> raw(id, "proc/cmdline", List.of(), writer);
          case "start.before", "start.cache", "start.cost" ->
              raw(StartSteps.WATCH, id.replace('.', '/'), List.of(), writer);
          case StartSteps.WATCH -> raw(id, "start/watch/" + watchParts++, List.of(), writer);
          default -> command(id, writer);
        };
  }

  private Block command(String id, Writer writer) {
    if (PerfEntries.has(id)) {
      return wanted(PerfEntries.owner(plan))
          .<Block>map(step -> new RawBlock(writer, step, id, PerfEntries.argv(id)))
          .orElse(Block.NONE);
    }
    return wanted(id)
        .filter(step -> step.reads() instanceof Command)
        .map(
            step -> {
              Command command = (Command) step.reads();
              return raw(id, command.entry(), argv(command), writer);
            })
        .orElse(Block.NONE);
  }

  private List<String> argv(Command command) {
    String unit = facts.getOrDefault("unit", "{unit}");
    return command.argv().stream().map(word -> word.equals("{unit}") ? unit : word).toList();
  }

  private Block raw(String id, String entry, List<String> argv, Writer writer) {
    return wanted(id)
        .<Block>map(step -> new RawBlock(writer, step, entry, argv))
        .orElse(Block.NONE);
  }

  private Optional<Step> wanted(String id) {
    return plan.step(id).filter(step -> plan.runs(step.id()));
  }

  @Override
  public void content(byte[] bytes, int from, int length) throws Failure {
    block.content(bytes, from, length);
  }

  @Override
  public void end(int status, long nanos) throws Failure {
    block.end(OptionalInt.of(status), nanos, false);
    blockTimes.put(blockId, new long[] {beganNanos, nanos});
    wanted(blockId).ifPresent(step -> results.ran(step.id(), status));
    block = Block.NONE;
  }

  /// Ends a block that the link cut off.
  public void cut() throws Failure {
    cutBlock = Optional.of(blockId);
    block.end(OptionalInt.empty(), beganNanos, true);
    block = Block.NONE;
  }

  /// The block that was being answered when the answer was cut off.
  public Optional<String> cutBlock() {
    return cutBlock;
  }

  @Override
  public void fact(String key, String value) {
    facts.put(key, value);
  }

  /// A fact the program told, such as {@code pid}, {@code uid}, {@code unit}, {@code found}.
  public Optional<String> fact(String key) {
    return Optional.ofNullable(facts.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /// When a block began and ended, host time; empty where it did not run.
  public Optional<long[]> times(String id) {
    return Optional.ofNullable(blockTimes.get(id));
  }

  /// Host time of the last block.
  public long lastNanos() {
    return blockTimes.values().stream().mapToLong(t -> t[1]).max().orElse(0);
  }

  /// What each step gave.
  public StepResults results() {
    return results;
  }

  /// Opens entries for blocks and counts what they get.
  final class Writer {
    private final long nanos;

    Writer(long nanos) {
      this.nanos = nanos;
    }

    long nanos() {
      return nanos;
    }

    SpoolEntry open(Step step, String entry, List<String> argv) throws Failure {
      Spool.EntryHead head = new Spool.EntryHead(entry, step.id(), argv, nanos, step.sensitivity());
      results.gave(step.id());
      return spool.begin(head, step.byteLimit());
    }
  }

  /// The whole block is one entry; none where it is empty.
  private static final class RawBlock implements Block {
    private final Writer writer;
    private final Step step;
    private final String entry;
    private final List<String> argv;
    private Optional<SpoolEntry> open = Optional.empty();

    RawBlock(Writer writer, Step step, String entry, List<String> argv) {
      this.writer = writer;
      this.step = step;
      this.entry = entry;
      this.argv = argv;
    }

    @Override
    public void content(byte[] bytes, int from, int length) throws Failure {
      if (length == 0) {
        return;
      }
      if (open.isEmpty()) {
        open = Optional.of(writer.open(step, entry, argv));
      }
      open.get().write(bytes, from, length);
    }

    @Override
    public void end(OptionalInt status, long nanos, boolean cut) throws Failure {
      if (open.isPresent()) {
        open.get().commit(argv.isEmpty() ? OptionalInt.empty() : status, nanos, cut);
      }
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
