/// What lies where in a process's memory, as numbers to draw. Pure.
/// - Start at `MemoryMap`: each line of /proc/PID/maps with what it is and how that is known; what is not known stays anonymous.
/// - `MemoryLayout` is the strip: areas as wide as the logarithm of their size, the gaps between them cut out and told.
@NullMarked
package initscope.layout.memory;

import org.jspecify.annotations.NullMarked;
