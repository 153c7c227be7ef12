/// SSH: the only room that speaks to a host. Sessions, host keys, jump hosts, sudo, commands.
///
/// - Start at {@link initscope.remote.Ssh} (log in) and {@link initscope.remote.Session} (run things). Several targets
///   behind one jump host: {@link initscope.remote.Gateways}.
/// - Every command is a {@link initscope.remote.Command}: an argument list or a script of our own. The login shell of the
///   host sees only a constant string; {@code Quote} is the one place that quotes.
/// - What a person must answer goes through {@link initscope.remote.Prompts}; answers are {@link initscope.remote.Secret}s.
/// - {@link initscope.remote.reads}: bytes at many places of one file of the host, such as {@code /proc/PID/mem}.
/// - Not here: what is run and why ({@code initscope.collect}, {@code initscope.tuning}).
@NullMarked
package initscope.remote;

import org.jspecify.annotations.NullMarked;
