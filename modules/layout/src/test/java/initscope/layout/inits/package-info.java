/// Tests of what is drawn of inits.
@NullMarked
package initscope.layout.inits;

import org.jspecify.annotations.NullMarked;
