package initscope.xray.dwarf;

import initscope.model.Bytes;
import java.util.Map;

/// One debugging information entry of a unit.
///
/// @param tag what it is; 0 for the end of a list of children
/// @param name empty where it has none, or keeps it in another section, which Go's do not
/// @param byteSize -1 where it has none
/// @param type offset in the section of the type it refers to, -1 for none
/// @param place of a member, its offset in the structure; of a variable, its address; -1 for none
/// @param hasChildren whether its children follow
/// @param isGo whether it says that its unit is written in Go
/// @param end offset in the unit where what follows begins
record Entry(
    int tag,
    String name,
    long byteSize,
    long type,
    long place,
    boolean hasChildren,
    boolean isGo,
    long end) {
  static final int MEMBER = 0x0d;
  static final int POINTER = 0x0f;
  static final int COMPILE_UNIT = 0x11;
  static final int STRUCTURE = 0x13;
  static final int SUBROUTINE_TYPE = 0x15;
  static final int TYPEDEF = 0x16;
  static final int VARIABLE = 0x34;

  private static final int LOCATION = 0x02;
  private static final int NAME = 0x03;
  private static final int BYTE_SIZE = 0x0b;
  private static final int LANGUAGE = 0x13;
  private static final int MEMBER_LOCATION = 0x38;
  private static final int TYPE = 0x49;
  private static final int GO = 0x16;

  /// What stands for an entry that cannot be read; its tag is that of nothing.
  static final Entry BROKEN = new Entry(-1, "", -1, -1, -1, false, false, -1);

  boolean isBroken() {
    return tag < 0;
  }

  /// The entry at an offset of a unit; {@link #BROKEN} where none can be read.
  static Entry at(Bytes unit, long offset, Map<Long, Abbreviation> shapes) {
    Cursor in = new Cursor(unit, offset);
    long code = in.unsignedLeb();
    Abbreviation shape = shapes.get(code);
    if (in.isBroken() || shape == null) {
      return code == 0 && !in.isBroken()
          ? new Entry(0, "", -1, -1, -1, false, false, in.at())
          : BROKEN;
    }
    String name = "";
    long size = -1;
    long type = -1;
    long place = -1;
    boolean go = false;
    for (Abbreviation.Attribute attribute : shape.attributes()) {
      if (attribute.name() == NAME && attribute.form() == Form.STRING) {
        name = in.text();
        continue;
      }
      if (attribute.name() == LOCATION) {
        place = Form.address(in, attribute);
        continue;
      }
      long value = Form.number(in, attribute);
      switch (attribute.name()) {
        case BYTE_SIZE -> size = value;
        case TYPE -> type = value;
        case MEMBER_LOCATION -> place = value;
        case LANGUAGE -> go = value == GO;
        default -> {
          // of no interest
        }
      }
    }
    return in.isBroken()
        ? BROKEN
        : new Entry(shape.tag(), name, size, type, place, shape.hasChildren(), go, in.at());
  }
}
