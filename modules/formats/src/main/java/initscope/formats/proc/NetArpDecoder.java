package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.Neighbour;
import java.util.Optional;

/// /proc/net/arp: the machines on the same network that were asked for, see proc_net(5).
public final class NetArpDecoder extends LineDecoder<Neighbour> {
  /// linux/if_arp.h: ATF_COM
  private static final int COMPLETE = 2;

  /// A decoder.
  public NetArpDecoder() {
    super(new Format("proc-net-arp", "/proc/net/arp"), "net-arp");
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || line.startsWith("IP address ");
  }

  @Override
  protected Optional<Neighbour> scan(String line) {
    Cursor c = new Cursor(line);
    String address = c.word();
    c.gap().address(); // type of hardware
    long flags = c.gap().address();
    c.gap().word(); // hardware address
    c.gap().word(); // mask
    String device = c.gap().word();
    boolean dotted = address.chars().allMatch(d -> d == '.' || (d >= '0' && d <= '9'));
    return c.failed() || !c.blanks().atEnd() || !dotted
        ? Optional.empty()
        : Optional.of(new Neighbour(address, device, (flags & COMPLETE) != 0));
  }
}
