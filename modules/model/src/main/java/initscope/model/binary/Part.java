package initscope.model.binary;

/// What the bytes of an executable's file are for.
public enum Part {
  /// Instructions.
  TEXT("text"),
  /// Constants, types, tables that are not written to once the program is relocated.
  RODATA("rodata"),
  /// Go's table of functions and lines, which the runtime itself needs.
  PCLNTAB("pclntab"),
  /// Variables with a value.
  DATA("data"),
  /// What only debuggers, profilers and linkers read: {@code .symtab}, {@code .strtab}, DWARF. It is not loaded.
  SYMBOLS("symbols"),
  /// Headers and whatever else.
  OTHER("other");

  private final String word;

  Part(String word) {
    this.word = word;
  }

  /// The word in JSON and text.
  public String word() {
    return word;
  }
}
