/// Small containers of primitives that the readers of both formats share. Nothing here knows a trace.
@NullMarked
package initscope.gotrace.util;

import org.jspecify.annotations.NullMarked;
