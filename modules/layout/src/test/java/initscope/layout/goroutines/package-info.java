/// Tests of what is drawn of goroutines.
@NullMarked
package initscope.layout.goroutines;

import org.jspecify.annotations.NullMarked;
