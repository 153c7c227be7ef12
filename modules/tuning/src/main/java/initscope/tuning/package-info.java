/// The one room that changes hosts: plan, arm, apply, read back, confirm, roll back.
///
/// The order of writes is the point. Intent in the journal of this computer, then the snapshot and an armed timer on the host,
/// then the effect, then its read-back, then a new login as proof of life; only confirm writes to {@code /etc}, and only what is
/// still ours is taken back. The host decides by renaming one file; this computer remembers and asks.
///
/// - Start at {@link initscope.tuning.TuneEngine}; {@link initscope.tuning.plan} makes plans, {@link initscope.tuning.journal} is
///   what this computer remembers, {@link initscope.tuning.host} the way to the host.
/// - What is sent to a host, all of it, as {@code HostScript}s run as root with the text on standard input of {@code /bin/sh -s}:
///   {@code preflight.sh NONCE PID|- KEY...}, {@code unit.sh NONCE UNIT}, {@code denials.sh}, {@code explain.sh}, {@code facts.sh},
///   {@code guard.sh arm ID etc|run SECONDS OWNER GUARD ITEM...} and
///   {@code verb.sh SHA256|any apply|confirm|rollback|status|extend|forget ...}, which runs the guard that arm left on the host.
/// - The guard in turn runs {@code systemd-run --unit=initscope-ID --on-active=SECONDS --on-unit-inactive=60 ...},
///   {@code systemctl is-active|stop initscope-ID.timer}, {@code restorecon}, or {@code at} and {@code atrm}; else only coreutils and
///   flock. With {@code INITSCOPE_ROOT} in its environment all of it stays below that folder, and the search path is left alone.
/// - Not here: what is worth changing ({@code initscope.diagnosis}), how the journal is stored ({@code initscope.store}).
@NullMarked
package initscope.tuning;

import org.jspecify.annotations.NullMarked;
