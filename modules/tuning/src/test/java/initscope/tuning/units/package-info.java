/// Tests of what is read of one unit.
@NullMarked
package initscope.tuning.units;

import org.jspecify.annotations.NullMarked;
