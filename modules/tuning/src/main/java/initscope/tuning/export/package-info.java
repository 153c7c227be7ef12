/// A change for many hosts, as files for the engine that a fleet already has. Pure: plans in, texts out; nothing here reaches a host.
///
/// - Start at {@link initscope.tuning.export.TuneExport}. A {@link initscope.tuning.export.Fleet} is one change planned on several
///   hosts, each with the old values of its own.
/// - {@link initscope.tuning.export.Exporter} is one format. {@code Settings} says what one kind of change sets, and what stood there by
///   a plan; {@code export.sh} is the program that both the Ansible folder and the format {@code sh} carry, {@code export-KIND.sh} its
///   part for one kind.
/// - A new kind is a branch in {@code Settings}, in {@code RoleVars} and in {@code Limits}, which says what cannot be had where, and why.
@NullMarked
package initscope.tuning.export;

import org.jspecify.annotations.NullMarked;
