/// What the X-ray's tests and experiments share: the memory of a process on this machine, and Go programs that hang.
@NullMarked
package initscope.xray.testing;

import org.jspecify.annotations.NullMarked;
