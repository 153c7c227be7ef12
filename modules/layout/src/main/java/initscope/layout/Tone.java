package initscope.layout;

/// What a mark means. Each has one colour of the Okabe-Ito palette, and a letter for those who do not see the colour.
public enum Tone {
  /// Something finished.
  DONE(0x009e73, "✓"),
  /// A package init that has begun and not ended.
  INIT(0xd55e00, "I"),
  /// On a CPU.
  BUSY(0x0072b2, "R"),
  /// Ready to run, waits for its turn.
  RUNNABLE(0xe69f00, "q"),
  /// Asleep until something happens.
  WAIT(0x56b4e9, "S"),
  /// Asleep in the kernel, not to be woken by a signal.
  DISK(0x303030, "D"),
  /// A unit or process as a whole.
  WHOLE(0xcc79a7, "·"),
  /// Written by the service or by systemd.
  LOG(0xf0e442, "J"),
  /// Nothing is known.
  UNKNOWN(0x8a8a8a, "?"),
  /// Your module's code.
  CODE(0x0072b2, "c"),
  /// Go's standard library.
  LIBRARY(0x009e73, "l"),
  /// The Go runtime.
  RUNTIME(0x2c3440, "r"),
  /// The kernel.
  KERNEL(0xcc79a7, "k"),
  /// C code.
  NATIVE(0xf0e442, "n"),
  /// Code made while the program ran.
  JIT(0xe69f00, "j"),
  /// A function that the compiler put into its caller, where a source tells no more of it.
  INLINED(0x8b4513, "i");

  private final int base;
  private final String letter;

  Tone(int base, String letter) {
    this.base = base;
    this.letter = letter;
  }

  /// The colour as the palette has it.
  public Rgb base() {
    return Rgb.of(base);
  }

  /// One character that says the same as the colour.
  public String letter() {
    return letter;
  }

  /// Key of the word for it in {@link Words}.
  public String key() {
    return "tone." + name().toLowerCase(java.util.Locale.ROOT);
  }
}
