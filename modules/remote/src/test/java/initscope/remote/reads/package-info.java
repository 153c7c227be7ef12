/// Reads of real files and memory through a real sshd.
@NullMarked
package initscope.remote.reads;

import org.jspecify.annotations.NullMarked;
