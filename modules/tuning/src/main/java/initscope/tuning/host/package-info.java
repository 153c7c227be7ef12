/// The way to a host that is changed: the exact scripts, how they are run as root, and what the guard answers.
///
/// - {@link initscope.tuning.host.HostScript} has every script the engine can send. Each is a constant text of
///   {@code src/main/resources/initscope/tuning} with arguments; nothing else is ever sent.
/// - {@link initscope.tuning.host.HostShell} runs one; {@link initscope.tuning.host.SessionShell} does so over SSH. A rehearsed
///   host runs the same texts with {@code /bin/sh} and {@code INITSCOPE_ROOT} set to the folder that stands for its root.
/// - {@link initscope.tuning.host.GuardReport} reads the answer; host output is bounded and never trusted.
@NullMarked
package initscope.tuning.host;

import org.jspecify.annotations.NullMarked;
