package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.xray.elf.ElfBinary;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import initscope.xray.memory.Reader;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import initscope.xray.testing.Fixture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// A recorded process with words made to lead to much work from few bytes, or as a program that runs on may leave them.
class HostileMemoryTest {
  private static final int INIT_TASKS = 464;
  private static final long LIST = 0x7100_0000_0000L;
  private static final long TASK = 0x7200_0000_0000L;

  private Fixture fixture = Fixture.read("1.24-exe-bare-read");
  private SparseMemory executable = SparseFormat.decode(fixture.executable()).value();
  private SparseMemory memory = SparseFormat.decode(fixture.memory()).value();
  private final TreeMap<Long, Bytes> instead = new TreeMap<>();

  private void use(String name) {
    fixture = Fixture.read(name);
    executable = SparseFormat.decode(fixture.executable()).value();
    memory = SparseFormat.decode(fixture.memory()).value();
  }

  /// What was recorded, but for some ranges.
  private final class Changed implements Memory {
    @Override
    public List<Chunk> read(List<Range> ranges) throws MemoryLostException {
      return ranges.stream().map(this::read).toList();
    }

    private Chunk read(Range range) {
      var whole = instead.floorEntry(range.address());
      long into = whole == null ? -1 : range.address() - whole.getKey();
      if (into >= 0 && into < whole.getValue().size()) {
        long size = Math.min(range.length(), whole.getValue().size() - into);
        return Chunk.partial(range, whole.getValue().slice(into, size), "end");
      }
      Chunk chunk = memory.read(List.of(range)).getFirst();
      byte[] bytes = chunk.bytes().toArray();
      instead
          .subMap(range.address(), range.address() + bytes.length)
          .forEach(
              (address, now) -> {
                int at = (int) (address - range.address());
                int length = (int) Math.min(now.size(), bytes.length - at);
                System.arraycopy(now.toArray(), 0, bytes, at, length);
              });
      return Chunk.partial(range, Bytes.of(bytes), chunk.reason().orElse("end"));
    }
  }

  private static Bytes words(long... words) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      buffer.putLong(word);
    }
    return Bytes.of(buffer.array());
  }

  private long module() throws Exception {
    Reader process = new Reader(memory, 1 << 27);
    ElfBinary elf = ElfBinary.read(new Reader(executable, 1 << 27)).orElseThrow();
    return new ModuleFinder(process, elf.elf(), (address, bytes) -> {}).find(0);
  }

  private long word(long address) {
    return memory.read(List.of(new Range(address, 8))).getFirst().bytes().u64(0);
  }

  /// 65,536 tasks at one address, with 65,536 functions: four thousand million from a million bytes.
  @Test
  void tasksThatAreAllTheSameAreRefused() throws Exception {
    int many = 1 << 16;
    long list = module() + INIT_TASKS;
    long function = word(word(word(list)) + 8);
    long[] tasks = new long[many];
    java.util.Arrays.fill(tasks, TASK);
    long[] task = new long[many + 1];
    java.util.Arrays.fill(task, function);
    task[0] = (long) many << 32;
    instead.put(list, words(LIST, many, many));
    instead.put(LIST, words(tasks));
    instead.put(TASK, words(task));
    GoRuntime runtime = fixture.reading(executable, new Changed()).runtime();
    assertThat(runtime.refusal())
        .hasValueSatisfying(r -> assertThat(r).startsWith("inittask.functions"));
  }

  /// Up to Go 1.20 a goroutine that is being made is runnable before it has its number.
  @Test
  void aGoroutineWithoutItsNumberIsPassedOver() {
    use("1.19-exe-bare-mutex");
    Goroutine other =
        fixture.reading().runtime().goroutines().stream()
            .filter(g -> g.id() != 1)
            .findFirst()
            .orElseThrow();
    long g = address(other.evidence());
    instead.put(g + 144, words(1));
    instead.put(g + 152, words(0));
    GoRuntime runtime = fixture.reading(executable, new Changed()).runtime();
    assertThat(runtime.refusal()).isEmpty();
    assertThat(runtime.goroutines()).noneMatch(seen -> seen.id() == other.id() || seen.id() == 0);
  }

  /// Nothing but the task says which init runs, and it has ended since: the goroutine that ran it is not where it was.
  @Test
  void anInitThatEndedWhileItWasReadIsNotSure() {
    use("1.26-exe-bare-spin");
    GoRuntime before = fixture.reading().runtime();
    assertThat(main(before).frames()).isEmpty();
    assertThat(main(before).torn()).isFalse();
    InitTask task = InitInProgress.of(before).getFirst().task();
    instead.put(address(task.evidence()), words(2));
    Memory later = new Changed();
    Memory seenTwice =
        new Memory() {
          @Override
          public List<Chunk> read(List<Range> ranges) {
            return memory.read(ranges);
          }

          @Override
          public Memory look(int number) {
            return number == 0 ? this : later;
          }
        };
    assertThat(main(fixture.reading(executable, seenTwice).runtime()).torn()).isTrue();
  }

  private static Goroutine main(GoRuntime runtime) {
    return runtime.goroutines().stream().filter(g -> g.id() == 1).findFirst().orElseThrow();
  }

  /// The address that the quote of an evidence names.
  private static long address(List<EvidenceRef> evidence) {
    String quote = evidence.getFirst().quote();
    int from = quote.indexOf("0x") + 2;
    return Long.parseUnsignedLong(quote.substring(from, quote.indexOf(',', from)), 16);
  }
}
