package initscope.xray;

/// What the address of a program's code, as a recording tells it, counts from.
public enum AddressForm {
  /// The start of the executable's file: what perf prints of programs since 5.17.
  FILE_OFFSET,
  /// Nothing: it is the address in the process's memory, as older perf prints it.
  MEMORY
}
