package initscope.xray.dwarf;

import initscope.model.Bytes;
import java.io.IOException;
import java.io.InputStream;

/// What stands before the entries of a unit. Only the 32 bit format, in which all but files of gigabytes are written.
///
/// @param version of DWARF
/// @param bytes how long it is
/// @param bodyBytes how many bytes of entries follow
/// @param abbreviations where the unit's table of shapes begins
record UnitHeader(int version, long bytes, long bodyBytes, long abbreviations) {
  private static final int OLDEST = 2;
  private static final int NEWEST = 5;
  private static final long LONGEST = 0xffff_fff0L;

  /// Reads one; a version of 0 says that there is none more.
  static UnitHeader read(InputStream in) throws IOException {
    Cursor head = new Cursor(Bytes.of(in.readNBytes(6)), 0);
    long length = head.number(4);
    int version = (int) head.number(2);
    boolean known = version >= OLDEST && version <= NEWEST && length < LONGEST;
    if (head.isBroken() || !known) {
      return new UnitHeader(0, 0, 0, 0);
    }
    Cursor rest = new Cursor(Bytes.of(in.readNBytes(version < NEWEST ? 5 : 6)), 0);
    if (version >= NEWEST) {
      rest.skip(2); // the unit's type and the size of an address
    }
    long abbreviations = rest.number(4);
    int bytes = version < NEWEST ? 11 : 12;
    long body = length + 4 - bytes;
    return rest.isBroken() || body < 0
        ? new UnitHeader(0, 0, 0, 0)
        : new UnitHeader(version, bytes, body, abbreviations);
  }

  boolean isReadable() {
    return version != 0;
  }
}
