/// Core files that a kernel and gdb write here, of Go programs that hang before main.
@NullMarked
package initscope.verbs.cores;

import org.jspecify.annotations.NullMarked;
