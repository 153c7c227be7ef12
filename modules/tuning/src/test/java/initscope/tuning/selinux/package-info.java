/// Tests of grouping denials and of what is proposed for them.
@NullMarked
package initscope.tuning.selinux;

import org.jspecify.annotations.NullMarked;
