/// Tests of the capture against real processes, shells and a real sshd.
@NullMarked
package initscope.collect;

import org.jspecify.annotations.NullMarked;
