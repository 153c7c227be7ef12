/// Tests of what is drawn of memory.
@NullMarked
package initscope.layout.memory;

import org.jspecify.annotations.NullMarked;
