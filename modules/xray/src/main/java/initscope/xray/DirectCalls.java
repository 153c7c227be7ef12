package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The functions that a function's instructions call or jump to by name. Calls through registers and memory (closures, interfaces, deferred
/// and started functions) are not among them.
final class DirectCalls {
  /// Longest function that is looked into; longer ones are tables turned into code.
  private static final long MAX_BYTES = 1 << 22;

  private static final int RELATIVE_CALL_BYTES = 5;
  private static final int CALL = 0xe8;

  private final Reader image;
  private final Functions functions;

  DirectCalls(Reader image, Functions functions) {
    this.image = image;
    this.functions = functions;
  }

  /// Those of one function.
  ///
  /// @param calls places and targets, in the order of the code
  /// @param whole whether all instructions were understood
  record Found(List<Code.Jump> calls, boolean whole) {
    Found {
      calls = List.copyOf(calls);
    }
  }

  /// Looks into the function of a row; empty where its code is not read yet.
  Optional<Found> of(int row) {
    long start = functions.entry(row);
    long size = functions.entry(row + 1) - start;
    if (size > MAX_BYTES) {
      return Optional.of(new Found(List.of(), false));
    }
    Optional<Bytes> read = image.start(start, size);
    return read.map(
        bytes ->
            functions.module().layout().arm64() ? arm64(bytes, start) : amd64(bytes, row, start));
  }

  private Found amd64(Bytes bytes, int row, long start) {
    Optional<Func> function = functions.at(functions.entry(row));
    if (function.isEmpty()) {
      return new Found(List.of(), false);
    }
    Code code = Code.swept(function.get(), bytes);
    List<Code.Jump> calls = new ArrayList<>(code.calls(functions));
    if (!code.isWhole() && !code.instructions().isEmpty()) {
      Instruction last = code.instructions().getLast();
      rest(bytes, last.at() + last.length(), start, calls);
    }
    return new Found(calls, code.isWhole());
  }

  /// Behind an instruction that is not known: every byte that may begin a call to a function's first instruction.
  private void rest(Bytes bytes, long from, long start, List<Code.Jump> calls) {
    for (long at = from; at + RELATIVE_CALL_BYTES <= bytes.size(); at++) {
      if (bytes.at(at) == CALL) {
        long target = start + at + RELATIVE_CALL_BYTES + (int) bytes.u32(at + 1);
        if (functions.isEntry(target)) {
          calls.add(new Code.Jump(start + at, target));
        }
      }
    }
  }

  /// BL, and B where it leaves the function.
  private Found arm64(Bytes bytes, long start) {
    List<Code.Jump> calls = new ArrayList<>();
    for (long at = 0; at + 4 <= bytes.size(); at += 4) {
      long word = bytes.u32(at);
      boolean branch = word >>> 26 == 0b100101 || word >>> 26 == 0b000101;
      long target = branch ? start + at + 4 * ((word << 38) >> 38) : 0;
      if (branch && target != start && functions.isEntry(target)) {
        calls.add(new Code.Jump(start + at, target));
      }
    }
    return new Found(calls, true);
  }
}
