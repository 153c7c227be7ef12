/// Tests of the reader of traces of Go 1.5 to 1.21; `TraceBytes` writes such traces by hand, `Seen` takes what is delivered.
@NullMarked
package initscope.gotrace.v1;

import org.jspecify.annotations.NullMarked;
