/// Exports of recorded traces, read back.
@NullMarked
package initscope.verbs.traces;

import org.jspecify.annotations.NullMarked;
