/// Tests of lanes, against a plain list of what was written.
@NullMarked
package initscope.gotrace.lane;

import org.jspecify.annotations.NullMarked;
