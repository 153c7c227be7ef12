/// Tests of the nouns of a Go runtime.
@NullMarked
package initscope.model.go;

import org.jspecify.annotations.NullMarked;
