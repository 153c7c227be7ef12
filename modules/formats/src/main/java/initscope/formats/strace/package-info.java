/// What `strace` prints: system calls, signals and ends of threads.
///
/// - Start at `StraceDecoder`. `StraceLine` reads one line, `Nesting` finds where arguments end, `StraceTime` reads times, `StraceJoin` puts
///   together what was printed of a call in two lines.
/// - `StraceProfile` adds calls up by what they waited for, as `Target` names it.
@NullMarked
package initscope.formats.strace;

import org.jspecify.annotations.NullMarked;
