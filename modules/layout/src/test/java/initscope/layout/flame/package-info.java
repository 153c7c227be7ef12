/// Tests of what is drawn of stacks.
@NullMarked
package initscope.layout.flame;

import org.jspecify.annotations.NullMarked;
