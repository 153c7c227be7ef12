/// Tests of the lab: what a rehearsed host answers is compared with what was recorded, or with what a real one does.
@NullMarked
package initscope.lab;

import org.jspecify.annotations.NullMarked;
