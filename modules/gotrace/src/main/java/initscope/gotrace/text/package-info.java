/// The text form of traces of Go 1.22 and later, as {@code .test} files of Go's own tests and {@code go tool trace -d=wire} have it.
@NullMarked
package initscope.gotrace.text;

import org.jspecify.annotations.NullMarked;
