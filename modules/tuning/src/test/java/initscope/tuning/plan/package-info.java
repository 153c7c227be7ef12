/// Tests of what plans are checked with.
@NullMarked
package initscope.tuning.plan;

import org.jspecify.annotations.NullMarked;
