/// From what a user wants to what would be done, before anything is: looks at the host, refuses with reasons, makes the plan.
///
/// - Start at {@link initscope.tuning.plan.Planner}. {@link initscope.tuning.plan.Preflight} is what was seen.
/// - {@link initscope.tuning.plan.Kind} is one kind of change; those of SELinux share
///   {@link initscope.tuning.plan.SelinuxKind}. A new kind is a record in {@code initscope.model.change}, a class here, and functions
///   {@code KIND_now}, {@code KIND_set}, {@code KIND_stage}, {@code KIND_unstage} in {@code guard.sh}.
/// - What is never set is data: {@code denied-sysctls.tsv}, {@code denied-booleans.tsv}, {@code denied-labels.tsv} and
///   {@code refused-rules.tsv}; what a drop-in may hold, {@code unit-settings.tsv}.
@NullMarked
package initscope.tuning.plan;

import org.jspecify.annotations.NullMarked;
