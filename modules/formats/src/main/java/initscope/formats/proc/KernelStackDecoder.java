package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Bytes;
import initscope.model.Format;
import initscope.model.host.KernelFrame;
import java.util.Optional;

/// /proc/PID/stack: `[<0>] function+0x1/0x2 [module]`, with real addresses before Linux 4.14, ended there by
/// `[<ffffffffffffffff>] 0xffffffffffffffff`.
public final class KernelStackDecoder extends LineDecoder<KernelFrame> {
  private static final String END = "0xffffffffffffffff";

  /// A decoder.
  public KernelStackDecoder() {
    super(new Format("proc-stack", "/proc/PID/stack"), "stack");
  }

  @Override
  public boolean recognises(Bytes head) {
    return head.startsWith("[<") && super.recognises(head);
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || (line.startsWith("[<") && line.stripTrailing().endsWith("] " + END));
  }

  @Override
  protected Optional<KernelFrame> scan(String line) {
    Cursor c = new Cursor(line);
    if (c.blanks().take("[<")) {
      c.hex();
      c.expect(">]").gap();
    }
    c.take("? ");
    String symbol = c.word();
    String module = module(c);
    if (c.failed() || !c.atEnd() || symbol.equals(END)) {
      return Optional.empty();
    }
    if (symbol.startsWith("0x")) {
      Cursor address = new Cursor(symbol);
      address.address();
      return address.failed() || !address.atEnd()
          ? Optional.empty()
          : Optional.of(new KernelFrame(symbol, -1, -1, module));
    }
    Cursor place = new Cursor(symbol);
    String function = place.until('+');
    long offset = place.address();
    place.expect("/");
    long size = place.address();
    return place.failed() || !place.atEnd() || function.isEmpty() || offset < 0 || size < 0
        ? Optional.empty()
        : Optional.of(new KernelFrame(function, offset, size, module));
  }

  private static String module(Cursor c) {
    if (!c.blanks().take("[")) {
      return "";
    }
    String inside = c.until(']');
    c.blanks();
    // newer kernels may add the build id: [ceph 0f1e2d...]
    int blank = inside.indexOf(' ');
    return blank < 0 ? inside : inside.substring(0, blank);
  }
}
