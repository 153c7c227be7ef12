/// Tests of what is drawn of waits.
@NullMarked
package initscope.layout.waits;

import org.jspecify.annotations.NullMarked;
