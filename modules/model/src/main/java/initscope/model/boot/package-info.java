/// The boot of a host as systemd recorded it: phases, units with the times of their changes of state, and what binds units to each other.
///
/// Times are nanoseconds of CLOCK_MONOTONIC of that boot, so that 0 is the kernel's start and what came before it is negative.
/// - `Boot` is where all sources meet.
/// - Each tool's own words: `TimeReport`, `BlameLine`, `ChainLine`, `BootPlot`, `BootDump`, `UnitLine`, `UnitFileLine`, and of bootchart `BootChart`.
@NullMarked
package initscope.model.boot;

import org.jspecify.annotations.NullMarked;
