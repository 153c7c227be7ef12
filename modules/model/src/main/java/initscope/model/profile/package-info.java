/// Stacks with weights: what a flame view draws and what folded, speedscope and pprof files hold.
@NullMarked
package initscope.model.profile;

import org.jspecify.annotations.NullMarked;
