/// Tests of the time-lapse's format and clock.
@NullMarked
package initscope.xray.lapse;

import org.jspecify.annotations.NullMarked;
