package initscope.formats.perfdata;

import initscope.model.perf.SchedKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the raw bytes of a tracepoint are laid out, as the kernel tells it in {@code events/sched/sched_switch/format} of tracefs.
///
/// @param kind which event
/// @param fields by name
/// @param states of a thread that leaves its CPU: bits and the letter that is printed, in the order they are looked at
record TraceFormat(SchedKind kind, Map<String, Field> fields, List<State> states) {
  private static final int MAX_FIELDS = 128;
  private static final int MAX_STATES = 32;

  /// Keeps immutable copies.
  TraceFormat {
    fields = Map.copyOf(fields);
    states = List.copyOf(states);
  }

  /// One field.
  ///
  /// @param offset in the raw bytes
  /// @param size in bytes
  /// @param signed whether it is a number with a sign
  /// @param dynamic whether it says only where the text lies: {@code __data_loc}
  record Field(int offset, int size, boolean signed, boolean dynamic) {}

  /// @param bits any of which are set
  record State(long bits, char letter) {}

  /// The number after {@code ID: }; -1 where there is none.
  static long id(String text) {
    int at = text.indexOf("\nID: ");
    return at < 0 ? -1 : number(text, at + 5);
  }

  /// The word after {@code name: }.
  static String name(String text) {
    int end = text.indexOf('\n');
    return text.startsWith("name: ") && end > 6 ? text.substring(6, end).strip() : "";
  }

  static TraceFormat read(SchedKind kind, String text) {
    Map<String, Field> fields = new HashMap<>();
    int at = text.indexOf("\tfield:");
    while (at >= 0 && fields.size() < MAX_FIELDS) {
      int end = text.indexOf('\n', at);
      String line = text.substring(at + 7, end < 0 ? text.length() : end);
      field(line).ifPresent(field -> fields.putIfAbsent(fieldName(line), field));
      at = text.indexOf("\tfield:", at + 7);
    }
    return new TraceFormat(kind, fields, states(text));
  }

  private static Optional<Field> field(String line) {
    long offset = after(line, "offset:");
    long size = after(line, "size:");
    boolean signed = after(line, "signed:") == 1;
    return offset < 0 || offset > 0xffff || size <= 0 || size > 0xffff
        ? Optional.empty()
        : Optional.of(new Field((int) offset, (int) size, signed, line.startsWith("__data_loc ")));
  }

  private static long after(String line, String name) {
    int at = line.indexOf(name);
    return at < 0 ? -1 : number(line, at + name.length());
  }

  /// {@code char prev_comm[16];...}: the last word before the semicolon, without what is in brackets.
  private static String fieldName(String line) {
    int end = Math.max(0, line.indexOf(';'));
    String declared = line.substring(0, end);
    String word = declared.substring(declared.lastIndexOf(' ') + 1);
    int bracket = word.indexOf('[');
    return bracket < 0 ? word : word.substring(0, bracket);
  }

  /// {@code __print_flags(REC->prev_state & ..., "|", { 0x00000001, "S" }, { 0x00000002, "D" }, ...)}.
  private static List<State> states(String text) {
    List<State> states = new ArrayList<>();
    int at = text.indexOf("__print_flags(REC->prev_state");
    at = at < 0 ? -1 : text.indexOf('{', at);
    while (at >= 0 && states.size() < MAX_STATES) {
      long bits = number(text, at + 1);
      int quote = text.indexOf('"', at);
      if (bits <= 0 || quote < 0 || quote + 1 >= text.length()) {
        break;
      }
      states.add(new State(bits, text.charAt(quote + 1)));
      at = text.indexOf('{', quote);
    }
    return states;
  }

  /// A number in decimal or, after {@code 0x}, in hexadecimal; -1 where there is none.
  private static long number(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int radix = text.startsWith("0x", at) ? 16 : 10;
    at += radix == 16 ? 2 : 0;
    long value = -1;
    while (at < text.length() && value < Integer.MAX_VALUE) {
      int digit = Character.digit(text.charAt(at++), radix);
      if (digit < 0) {
        break;
      }
      value = Math.max(0, value) * radix + digit;
    }
    return value;
  }
}
