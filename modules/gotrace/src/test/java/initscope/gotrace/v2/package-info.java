/// Tests of the reader of traces of Go 1.22 and later, with recorded, canned, damaged and hand-made ones.
@NullMarked
package initscope.gotrace.v2;

import org.jspecify.annotations.NullMarked;
