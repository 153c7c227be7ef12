package initscope.views;

import initscope.layout.trace.TraceKept;

/// Where the marks and pins of one trace are kept while it is closed.
public interface TraceKeeper {
  /// Keeps nothing.
  TraceKeeper NONE =
      new TraceKeeper() {
        @Override
        public TraceKept read() {
          return TraceKept.NONE;
        }

        @Override
        public void keep(TraceKept kept) {}
      };

  /// What was kept last; nothing where it cannot be read: the keeper tells that the user itself, and keeps nothing afterwards, since
  /// that would take the place of what could not be read. Not for the FX thread.
  TraceKept read();

  /// Keeps something else instead. Returns at once; what is kept later counts.
  void keep(TraceKept kept);
}
