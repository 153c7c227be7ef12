/// Verbs from end to end, against the lab's real SSH server.
@NullMarked
package initscope.verbs;

import org.jspecify.annotations.NullMarked;
