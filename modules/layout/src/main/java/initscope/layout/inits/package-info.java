/// Package initialisation as a ladder: every package in the order the runtime runs them, with what is known of it. Pure.
/// Start at `InitLadder`.
@NullMarked
package initscope.layout.inits;

import org.jspecify.annotations.NullMarked;
