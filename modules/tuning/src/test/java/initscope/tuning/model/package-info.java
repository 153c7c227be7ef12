/// The change protocol as a small-step model that is explored exhaustively: what the host, its timer, its boot guard, the verbs of the
/// guard, this computer and its journal may do in any order, under a budget of faults.
///
/// - Start at `ProtocolModel`. `World` is one state, `Step` one line of a verb, `Rule` what may be dropped, `Budget` the faults.
/// - `VerbSteps` is what a line does; `ProtocolModel` is what anybody may do next and what must never be.
/// - `Ending` is what is compared with a run of the real guard by the real engine.
@NullMarked
package initscope.tuning.model;

import org.jspecify.annotations.NullMarked;
