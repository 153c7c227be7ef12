/// Tests against a real sshd, and against a scripted server where a real one cannot be made to misbehave.
@NullMarked
package initscope.remote;

import org.jspecify.annotations.NullMarked;
