/// Tests of the decoder.
@NullMarked
package initscope.formats.golist;

import org.jspecify.annotations.NullMarked;
