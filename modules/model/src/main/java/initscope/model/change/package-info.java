/// What tuning may do to a host: the nouns of a change, its undo and its transaction.
///
/// - {@link initscope.model.change.Change}: what a user wants. {@link initscope.model.change.Plan}: what will be done, with the
///   snapshot in its {@link initscope.model.change.PlanItem}s. {@link initscope.model.change.TxState}: how far it went.
/// - Not here: how a host is changed ({@code initscope.tuning}), where it is written down ({@code initscope.store}).
@NullMarked
package initscope.model.change;

import org.jspecify.annotations.NullMarked;
