package initscope.gotrace.v1;

/// The events that are merged as a sequence of their own.
final class SideLane extends Lane {
  private final SideEvents events;
  private final int[] order;
  private int taken;

  SideLane(int rank, int noGoroutine, SideEvents events) {
    super(rank, noGoroutine);
    this.events = events;
    order = events.order();
    type = events.type;
  }

  @Override
  boolean next() {
    if (taken == order.length) {
      return false;
    }
    int row = order[taken++];
    type = events.type;
    key = events.keys.get(row);
    ticks = events.ticks.get(row);
    offset = events.offsets.get(row);
    p = events.ps.get(row);
    g = events.gs.get(row);
    stack = events.stacks.get(row);
    arg0 = type == V1Type.GO_SYS_EXIT ? g : 0;
    arg2 = type == V1Type.GO_SYS_EXIT ? ticks : 0;
    return true;
  }
}
