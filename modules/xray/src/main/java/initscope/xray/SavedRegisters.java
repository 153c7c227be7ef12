package initscope.xray;

/// What must hold of the registers that the runtime saved when a goroutine was parked.
final class SavedRegisters {
  private SavedRegisters() {}

  /// Refuses where they lie outside of where they must.
  ///
  /// @param name of the goroutine, for the refusal
  static void check(RawG g, String name, Functions functions) throws Refusal {
    Layout layout = functions.module().layout();
    Refusal.unless(
        Long.compareUnsigned(g.sp(), g.stackLow()) > 0
            && Long.compareUnsigned(g.sp(), g.stackHigh()) <= 0,
        "sched.sp.inStack",
        name + Refusal.hex(g.sp()));
    Refusal.unless(functions.isText(g.pc()), "sched.pc.inText", name + Refusal.hex(g.pc()));
    boolean words = layout.exact() || layout.from() == Layout.From.POSSIBLE;
    if (g.status() == RawG.WAITING && words) {
      Refusal.unless(
          g.waitReason() < layout.waitReasons().size(),
          "g.waitreason.domain",
          name + g.waitReason());
    }
  }
}
