/// Time-lapses of real programs over a real sshd, against what the runtime says of the very same run.
@NullMarked
package initscope.verbs.lapse;

import org.jspecify.annotations.NullMarked;
