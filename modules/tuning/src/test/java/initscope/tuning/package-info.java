/// Tests of tuning against the real guard, run by real shells below a folder that stands for a host's root.
@NullMarked
package initscope.tuning;

import org.jspecify.annotations.NullMarked;
