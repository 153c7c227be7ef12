package initscope.xray.testing;

import initscope.model.Bytes;
import initscope.model.go.GoRuntime;
import initscope.xray.BinaryReader;
import initscope.xray.InitInProgress;
import initscope.xray.XRay;
import initscope.xray.core.Core;
import initscope.xray.core.CoreDecoder;
import initscope.xray.core.CoreImage;
import initscope.xray.core.CoreThread;
import initscope.xray.core.Registers;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Damages recorded processes, executables and cores, and reads them: an answer or a refusal is right, an exception is not, nor is
/// reading without bound. A case is its seed.
public final class Fuzz {
  private static final int MAX_BATCHES = 2_000;
  private static final long SLOW_NANOS = 2_000_000_000L;
  private static final int SPARSE_HEAD = 16;

  /// What is damaged.
  public enum Target {
    /// Memory of a process.
    MEMORY,
    /// Its executable: ELF, build info, notes.
    EXECUTABLE,
    /// A core file, and the executable beside it.
    CORE
  }

  private final Target target;
  private final Fixture fixture;
  private final byte[] core;
  private final byte[] binary;
  private int refused;
  private long slowest;

  /// Damages one recorded process.
  public Fuzz(Target target, String name) {
    this.target = target;
    this.fixture = Fixture.read(name);
    CoreWriter writer =
        new CoreWriter(fixture)
            .thread(1, new Registers(0x461000, 0xc000040000L, OptionalLong.empty()));
    this.binary = writer.executable();
    this.core = writer.core();
  }

  /// How many of the cases so far were refused.
  public int refused() {
    return refused;
  }

  /// Runs cases of consecutive seeds.
  ///
  /// @throws AssertionError naming the seed, for an exception or reading without bound
  public void run(long firstSeed, int count) {
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      long start = System.nanoTime();
      try {
        once(new SplittableRandom(seed));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError(target + " seed " + seed, e);
      }
      long took = System.nanoTime() - start;
      if (took > slowest) {
        slowest = took;
        if (took > SLOW_NANOS) {
          System.out.println(target + " seed " + seed + " took " + took / 1_000_000 + " ms");
        }
      }
    }
  }

  private void once(SplittableRandom random) {
    switch (target) {
      case MEMORY -> {
        SparseMemory exe = SparseFormat.decode(fixture.executable()).value();
        SparseMemory memory = SparseFormat.decode(sparse(fixture.memory(), random)).value();
        check(fixture.reading(exe, memory));
      }
      case EXECUTABLE -> {
        SparseMemory exe = SparseFormat.decode(sparse(fixture.executable(), random)).value();
        SparseMemory memory = SparseFormat.decode(fixture.memory()).value();
        check(fixture.reading(exe, memory));
        BinaryReader.read(exe);
        byte[] whole = binary.clone();
        damage(whole, 0, Math.min(whole.length, 1 << 14), random);
        BinaryReader.read(SparseMemory.ofFile(Bytes.of(whole)));
      }
      case CORE -> core(random);
    }
  }

  private void check(XRay.Reading reading) {
    count(reading.runtime());
    int batches = reading.process().batches() + reading.executable().batches();
    long most = 2 * XRay.Options.DEFAULT.maxBytes();
    if (batches > MAX_BATCHES || reading.process().bytes() > most) {
      throw new IllegalStateException(batches + " batches, " + reading.process());
    }
  }

  private void count(GoRuntime runtime) {
    refused += runtime.refusal().isPresent() ? 1 : 0;
    if (runtime.refusal().filter(r -> r.startsWith(XRay.INTERNAL)).isPresent()) {
      throw new IllegalStateException(runtime.refusal().get());
    }
    InitInProgress.of(runtime);
  }

  private void core(SplittableRandom random) {
    byte[] damaged = core.clone();
    byte[] beside = binary.clone();
    int headers = Math.min(damaged.length, 1 << 13);
    damage(damaged, 0, random.nextInt(3) == 0 ? damaged.length : headers, random);
    if (random.nextInt(4) == 0) {
      damage(beside, 0, Math.min(beside.length, 1 << 13), random);
    }
    Bytes in = Bytes.of(damaged);
    Bytes cut = random.nextInt(4) == 0 ? in.first(random.nextInt(damaged.length)) : in;
    Optional<Core> facts = new CoreDecoder().decode(cut).value();
    if (facts.isEmpty()) {
      refused++;
      return;
    }
    CoreImage image =
        CoreImage.of(
            cut, facts.get(), random.nextBoolean() ? List.of(Bytes.of(beside)) : List.of());
    Map<Long, Registers> threads = new HashMap<>();
    for (CoreThread thread : facts.get().threads()) {
      threads.put(thread.tid(), thread.registers());
    }
    facts.get().executable();
    facts.get().signalName();
    count(
        XRay.readStopped(
                image.executable(),
                image.memory(),
                facts.get().mappings(),
                threads,
                XRay.Options.DEFAULT)
            .runtime());
  }

  /// Overwrites words.
  private static void damage(byte[] bytes, int from, int to, SplittableRandom random) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int most = random.nextInt(8) == 0 ? 400 : 8;
    for (int flips = 1 + random.nextInt(most); flips > 0 && to - from >= 16; flips--) {
      int at = from + random.nextInt((to - from) / 4 - 1) * 4;
      at = Math.min(at, to - 8);
      buffer.putLong(at, word(buffer, at, bytes.length, random));
    }
  }

  private static long word(ByteBuffer bytes, int at, int size, SplittableRandom random) {
    long old = bytes.getLong(at);
    return switch (random.nextInt(8)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextInt(64);
      case 2 -> -1L - random.nextInt(4096);
      case 3 -> 1L << random.nextInt(64);
      case 4 -> old ^ 1L << random.nextInt(64);
      case 5 -> old + random.nextInt(-64, 64);
      case 6 -> Long.MAX_VALUE - random.nextInt(64);
      default -> bytes.getLong(random.nextInt(size / 8) * 8);
    };
  }

  /// A record of a sparse file.
  private record Piece(int kind, int look, long address, byte[] bytes, int length) {}

  /// Damages a sparse file: words within what was read; ranges that are gone, cut, or moved; pointers to other ranges and to
  /// themselves, which make circles of lists.
  private static Bytes sparse(Bytes whole, SplittableRandom random) {
    List<Piece> pieces = pieces(whole);
    int changes = 1 + random.nextInt(random.nextInt(6) == 0 ? 60 : 5);
    for (int i = 0; i < changes; i++) {
      int index = random.nextInt(pieces.size());
      Piece piece = pieces.get(index);
      switch (random.nextInt(12)) {
        case 0 -> pieces.set(index, gone(piece));
        case 1 -> pieces.set(index, cut(piece, random));
        case 2 -> pieces.set(index, moved(piece, random));
        case 3, 4, 5 -> point(piece, pieces.get(random.nextInt(pieces.size())), random);
        case 6 -> point(piece, piece, random);
        default -> damage(piece.bytes, 0, piece.bytes.length, random);
      }
    }
    return written(pieces);
  }

  private static Piece gone(Piece piece) {
    return new Piece(2, piece.look, piece.address, new byte[] {'n', 'o'}, piece.length);
  }

  private static Piece cut(Piece piece, SplittableRandom random) {
    if (piece.kind != 1 || piece.bytes.length < 2) {
      return piece;
    }
    byte[] start = java.util.Arrays.copyOf(piece.bytes, random.nextInt(1, piece.bytes.length));
    return new Piece(1, piece.look, piece.address, start, start.length);
  }

  private static Piece moved(Piece piece, SplittableRandom random) {
    long by = random.nextBoolean() ? 8L * random.nextInt(-64, 64) : random.nextLong();
    return new Piece(piece.kind, piece.look, piece.address + by, piece.bytes, piece.length);
  }

  private static void point(Piece from, Piece to, SplittableRandom random) {
    if (from.kind == 1 && from.bytes.length >= 16) {
      int at = random.nextInt(from.bytes.length / 8) * 8;
      long into = to.address + 8L * random.nextInt(1 + to.length / 8);
      ByteBuffer.wrap(from.bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, into);
    }
  }

  private static List<Piece> pieces(Bytes sparse) {
    List<Piece> pieces = new ArrayList<>();
    long at = 8;
    while (sparse.size() - at >= SPARSE_HEAD && sparse.at(at) != 3) {
      int kind = sparse.at(at);
      long body = kind == 1 ? sparse.u32(at + 4) : sparse.u16(at + 2);
      pieces.add(
          new Piece(
              kind,
              sparse.at(at + 1),
              sparse.u64(at + 8),
              sparse.slice(at + SPARSE_HEAD, body).toArray(),
              (int) sparse.u32(at + 4)));
      at += SPARSE_HEAD + body;
    }
    return pieces;
  }

  private static Bytes written(List<Piece> pieces) {
    int size = 8 + SPARSE_HEAD + pieces.stream().mapToInt(p -> SPARSE_HEAD + p.bytes.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    out.put("IScopeM\1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    for (Piece piece : pieces) {
      boolean bytes = piece.kind == 1;
      out.put((byte) piece.kind).put((byte) piece.look);
      out.putShort((short) (bytes ? 0 : piece.bytes.length)).putInt(piece.length);
      out.putLong(piece.address).put(piece.bytes);
    }
    out.put((byte) 3);
    return Bytes.of(out.array());
  }

  /// Many cases by hand.
  ///
  /// @param args cases of each target and recorded process; first seed
  public static void main(String[] args) {
    int count = Integer.parseInt(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 0;
    for (String name : Fixture.NAMES) {
      for (Target target : Target.values()) {
        Fuzz fuzz = new Fuzz(target, name);
        String said = "";
        try {
          fuzz.run(seed, count);
        } catch (AssertionError e) {
          said = " FAILED " + e.getMessage() + " " + e.getCause();
          StackTraceElement[] trace =
              e.getCause() == null ? e.getStackTrace() : e.getCause().getStackTrace();
          for (int i = 0; i < Math.min(8, trace.length); i++) {
            System.out.println("    " + trace[i]);
          }
        }
        System.out.println(
            name
                + " "
                + target
                + " refused "
                + fuzz.refused
                + " of "
                + count
                + ", slowest "
                + fuzz.slowest / 1_000_000
                + " ms"
                + said);
      }
    }
  }
}
