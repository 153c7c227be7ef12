package initscope.xray;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The instructions of functions, each read and cut once, and not more of them than a limit.
final class Codes {
  private static final int MAX_BYTES = 1 << 14;
  private static final long MAX_ALL_BYTES = 1 << 20;

  private final Functions functions;
  private final Map<Long, Code> known = new HashMap<>();
  private final Map<Long, Long> asked = new HashMap<>();
  private long bytes;

  Codes(Functions functions) {
    this.functions = functions;
  }

  /// The code of a function; empty where it is not read yet, too long, beyond the limit, or of another machine.
  Optional<Code> of(Func function) {
    Code code = known.get(function.entry());
    if (code != null || functions.module().layout().arm64()) {
      return Optional.ofNullable(code);
    }
    long length = asked.computeIfAbsent(function.entry(), entry -> allowed(function));
    if (length == 0) {
      return Optional.empty();
    }
    Optional<Code> read =
        functions
            .code(function.entry(), (int) length)
            .map(instructions -> Code.swept(function, instructions));
    read.ifPresent(c -> known.put(function.entry(), c));
    return read;
  }

  private long allowed(Func function) {
    long length = functions.end(function) - function.entry();
    if (length <= 0 || length > MAX_BYTES || bytes + length > MAX_ALL_BYTES) {
      return 0;
    }
    bytes += length;
    return length;
  }
}
