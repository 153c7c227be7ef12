/// Hosts that differ in what perf needs.
@NullMarked
package initscope.verbs.perf;

import org.jspecify.annotations.NullMarked;
