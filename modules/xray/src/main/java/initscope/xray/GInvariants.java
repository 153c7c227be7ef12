package initscope.xray;

/// What must hold of a {@code g} that did not move while it was read, whatever the release: else the layout is not this program's.
///
/// @param functions where its saved program counter must lie
record GInvariants(Functions functions) {
  /// @throws Refusal naming the invariant that does not hold, and the value
  void check(RawG g) throws Refusal {
    String name = "goroutine " + g.id() + " ";
    Refusal.unless(
        g.saved("gobuf.g") == g.address(), "gobuf.g", name + Refusal.hex(g.saved("gobuf.g")));
    Refusal.unless(
        Long.compareUnsigned(g.stackLow(), g.stackHigh()) < 0,
        "g.stack.ordered",
        name + Refusal.hex(g.stackLow()) + " to " + Refusal.hex(g.stackHigh()));
    if (g.isSaved()) {
      checkSaved(g, name);
    }
  }

  private void checkSaved(RawG g, String name) throws Refusal {
    Refusal.unless(
        Long.compareUnsigned(g.sp(), g.stackLow()) > 0
            && Long.compareUnsigned(g.sp(), g.stackHigh()) <= 0,
        "sched.sp.inStack",
        name + Refusal.hex(g.sp()));
    Refusal.unless(functions.isText(g.pc()), "sched.pc.inText", name + Refusal.hex(g.pc()));
    Layout layout = functions.module().layout();
    boolean words = layout.exact() || layout.from() == Layout.From.POSSIBLE;
    if (g.status() == RawG.WAITING && words) {
      Refusal.unless(
          g.waitReason() < layout.waitReasons().size(),
          "g.waitreason.domain",
          name + g.waitReason());
    }
  }
}
