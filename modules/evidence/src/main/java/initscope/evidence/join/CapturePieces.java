package initscope.evidence.join;

/// One capture of several, by itself: what is compared is read of it alone.
///
/// @param name of its input
/// @param pieces its own
public record CapturePieces(String name, Pieces pieces) {}
