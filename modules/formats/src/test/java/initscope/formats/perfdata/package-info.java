/// Binary recordings, compared with what perf itself prints of them.
@NullMarked
package initscope.formats.perfdata;

import org.jspecify.annotations.NullMarked;
