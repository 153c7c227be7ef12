/// Our reading of traces against what each toolchain's own {@code go tool trace -d} prints of them.
@NullMarked
package initscope.gotrace.dump;

import org.jspecify.annotations.NullMarked;
