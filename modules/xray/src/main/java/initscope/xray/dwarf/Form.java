package initscope.xray.dwarf;

/// How an attribute's value is written: read where it is a number, passed over where it is not.
final class Form {
  static final int STRING = 0x08;
  static final int IMPLICIT_CONST = 0x21;
  private static final int BLOCK1 = 0x0a;
  private static final int EXPRESSION = 0x18;
  private static final int OP_ADDRESS = 0x03;

  private Form() {}

  /// The number of an attribute, 0 where it is none; a form that is not known breaks the cursor.
  static long number(Cursor in, Abbreviation.Attribute attribute) {
    return switch (attribute.form()) {
      case 0x0b, 0x0c, 0x11, 0x25, 0x29 -> in.number(1); // data1 flag ref1 strx1 addrx1
      case 0x05, 0x12, 0x26, 0x2a -> in.number(2); // data2 ref2 strx2 addrx2
      case 0x27, 0x2b -> in.number(3); // strx3 addrx3
      // data4 strp ref_addr ref4 sec_offset ref_sup4 strp_sup line_strp strx4 addrx4
      case 0x06, 0x0e, 0x10, 0x13, 0x17, 0x1c, 0x1d, 0x1f, 0x28, 0x2c -> in.number(4);
      case 0x01, 0x07, 0x14, 0x20, 0x24 -> in.number(8); // addr data8 ref8 ref_sig8 ref_sup8
      case 0x0d -> in.signedLeb(); // sdata
      // udata ref_udata strx addrx loclistx rnglistx
      case 0x0f, 0x15, 0x1a, 0x1b, 0x22, 0x23 -> in.unsignedLeb();
      case 0x19 -> 1; // flag_present
      case IMPLICIT_CONST -> attribute.constant();
      default -> {
        pass(in, attribute.form());
        yield 0;
      }
    };
  }

  /// The address that a variable's location says, -1 where it is told otherwise.
  static long address(Cursor in, Abbreviation.Attribute attribute) {
    if (attribute.form() != BLOCK1 && attribute.form() != EXPRESSION) {
      number(in, attribute);
      return -1;
    }
    long length = attribute.form() == BLOCK1 ? in.number(1) : in.unsignedLeb();
    long end = in.at() + length;
    long address = length == 9 && in.number(1) == OP_ADDRESS ? in.number(8) : -1;
    in.skip(end - in.at());
    return address;
  }

  private static void pass(Cursor in, int form) {
    switch (form) {
      case STRING -> in.skipText();
      case 0x0a -> in.skip(in.number(1)); // block1
      case 0x03 -> in.skip(in.number(2)); // block2
      case 0x04 -> in.skip(in.number(4)); // block4
      case 0x09, 0x18 -> in.skip(in.unsignedLeb()); // block exprloc
      case 0x1e -> in.skip(16); // data16
      default -> in.breakOff();
    }
  }
}
