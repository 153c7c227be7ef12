/// Tests of what is drawn of an execution trace.
@NullMarked
package initscope.layout.trace;

import org.jspecify.annotations.NullMarked;
