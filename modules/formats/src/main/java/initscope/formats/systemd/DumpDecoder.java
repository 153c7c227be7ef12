package initscope.formats.systemd;

import initscope.formats.text.Heads;
import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.boot.BootDump;
import java.util.Optional;

/// {@code systemd-analyze dump} of every version from 219 on: the manager's times (234 and later), then every unit with its properties and
/// what binds it to others. See {@link BootDump} for what its times are worth; {@code dump.times.*} says so of an input.
public final class DumpDecoder implements Decoder<Optional<BootDump>> {
  /// What a unit's part begins with.
  static final String UNIT = "-> Unit ";

  /// What the whole begins with since 234.
  static final String MANAGER = "Manager: systemd ";

  private static final Format FORMAT = new Format("systemd-dump", "systemd-analyze dump");
  private static final int GUESS_LINES = 60;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    boolean unit = false;
    for (String line : Heads.lines(head, GUESS_LINES)) {
      String text = Terminal.plain(line).strip();
      if (text.startsWith(MANAGER)) {
        return true;
      }
      unit |= text.startsWith(UNIT) && text.endsWith(":");
      if (unit && text.startsWith("Unit Load State: ")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Decoded<Optional<BootDump>> decode(Bytes in) {
    DumpReader reader = new DumpReader(DumpZero.of(in));
    in.lines().forEach(reader::line);
    return reader.finish();
  }
}
