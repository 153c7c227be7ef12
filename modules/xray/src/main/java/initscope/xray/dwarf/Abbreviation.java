package initscope.xray.dwarf;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The shape of an entry: its tag, whether it has children, and which attributes in which forms.
record Abbreviation(int tag, boolean hasChildren, List<Attribute> attributes) {
  private static final int MAX_SHAPES = 1 << 14;
  private static final int MAX_ATTRIBUTES = 256;

  Abbreviation {
    attributes = List.copyOf(attributes);
  }

  /// @param constant the value, where the form keeps it here
  record Attribute(int name, int form, long constant) {}

  /// The table of shapes that begins with some bytes, by code; what is damaged ends it.
  static Map<Long, Abbreviation> table(Bytes bytes) {
    Cursor in = new Cursor(bytes, 0);
    Map<Long, Abbreviation> table = new HashMap<>();
    while (table.size() < MAX_SHAPES) {
      long code = in.unsignedLeb();
      if (code == 0 || in.isBroken()) {
        break;
      }
      int tag = (int) in.unsignedLeb();
      boolean children = in.number(1) != 0;
      List<Attribute> attributes = attributes(in);
      if (!in.isBroken()) {
        table.put(code, new Abbreviation(tag, children, attributes));
      }
    }
    return table;
  }

  private static List<Attribute> attributes(Cursor in) {
    List<Attribute> attributes = new ArrayList<>();
    while (attributes.size() < MAX_ATTRIBUTES) {
      int name = (int) in.unsignedLeb();
      int form = (int) in.unsignedLeb();
      if ((name == 0 && form == 0) || in.isBroken()) {
        return attributes;
      }
      long constant = form == Form.IMPLICIT_CONST ? in.signedLeb() : 0;
      attributes.add(new Attribute(name, form, constant));
    }
    in.breakOff();
    return attributes;
  }
}
