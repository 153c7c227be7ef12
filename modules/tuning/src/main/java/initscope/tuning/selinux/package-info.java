/// From what SELinux denied to the smallest change that allows it.
///
/// - Start at {@link initscope.tuning.selinux.DenialsReader}: it runs {@code denials.sh} and {@code explain.sh}, which only read.
/// - {@link initscope.tuning.selinux.Denials} groups messages, {@link initscope.tuning.selinux.Narrowing} proposes for a group: a
///   boolean, a label, a port's type, a module, in this order. Both are pure.
/// - Types that say little are data: {@code general-types.tsv}; rules that are never added: {@code refused-rules.tsv}.
/// - Not here: carrying a proposal out ({@link initscope.tuning.plan.Planner} takes its words).
@NullMarked
package initscope.tuning.selinux;

import org.jspecify.annotations.NullMarked;
