/// Tests of what the scheduler's events tell.
@NullMarked
package initscope.model.sched;

import org.jspecify.annotations.NullMarked;
