package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.Route;
import java.util.Optional;

/// /proc/net/route: IPv4 routes, addresses and masks in hexadecimal as a little-endian machine prints them.
public final class NetRouteDecoder extends LineDecoder<Route> {
  /// linux/route.h
  private static final int UP = 1;

  private static final int REJECT = 0x200;

  /// A decoder.
  public NetRouteDecoder() {
    super(new Format("proc-net-route", "/proc/net/route"), "net-route");
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || line.startsWith("Iface\t");
  }

  @Override
  protected Optional<Route> scan(String line) {
    Cursor c = new Cursor(line);
    String device = c.word();
    Optional<String> destination = Addresses.read(c.expect("\t").word());
    Optional<String> gateway = Addresses.read(c.gap().word());
    long flags = c.gap().hex();
    c.gap().decimal(); // RefCnt
    c.gap().decimal(); // Use
    long metric = c.gap().decimal();
    String mask = c.gap().word();
    c.gap().decimal(); // MTU
    c.gap().decimal(); // Window
    c.gap().decimal(); // IRTT
    int length = prefixLength(mask);
    if (c.failed()
        || !c.blanks().atEnd()
        || length < 0
        || destination.isEmpty()
        || gateway.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Route(
            device,
            destination.get(),
            length,
            gateway.get(),
            (flags & UP) != 0,
            (flags & REJECT) != 0,
            metric));
  }

  private static int prefixLength(String mask) {
    Cursor c = new Cursor(mask);
    int bits = Integer.reverseBytes((int) c.hex());
    int length = Integer.bitCount(bits);
    boolean leading = length == 0 || bits >> (Integer.SIZE - length) == -1;
    return c.failed() || !c.atEnd() || mask.length() != 8 || !leading ? -1 : length;
  }
}
