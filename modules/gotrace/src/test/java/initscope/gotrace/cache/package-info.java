/// Indexes of traces: the same trace again, and whatever else an index's bytes may be.
@NullMarked
package initscope.gotrace.cache;

import org.jspecify.annotations.NullMarked;
