/// Package initialisation as a ladder: every package in the order the runtime runs them, with what is known of it. Pure.
/// Start at `InitLadder`; `InitProfiles` makes stacks of the packages, `InitSides` compares those of several starts.
@NullMarked
package initscope.layout.inits;

import org.jspecify.annotations.NullMarked;
