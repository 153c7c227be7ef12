/// What a Go runtime holds, whether read from memory, from a goroutine dump or from {@code GODEBUG=inittrace=1}.
@NullMarked
package initscope.model.go;

import org.jspecify.annotations.NullMarked;
