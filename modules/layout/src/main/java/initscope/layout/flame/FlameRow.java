package initscope.layout.flame;

import initscope.model.Frame;

/// What stacks say of one function.
///
/// @param function its id
/// @param frame with a place in the source where one was told
/// @param self weight of the stacks that end in it
/// @param total weight of the stacks it is in, each counted once
/// @param stacks how many different stacks it is in
public record FlameRow(int function, Frame frame, long self, long total, int stacks) {}
