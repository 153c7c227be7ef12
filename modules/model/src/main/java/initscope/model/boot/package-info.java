/// The boot of a host as systemd recorded it: phases, units with the times of their changes of state, and what binds units to each other.
///
/// Times are nanoseconds of CLOCK_MONOTONIC of that boot, so that 0 is the kernel's start and what came before it is negative.
@NullMarked
package initscope.model.boot;

import org.jspecify.annotations.NullMarked;
