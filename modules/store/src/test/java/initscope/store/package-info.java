/// Tests of the store on real files, with real processes killed in the middle.
@NullMarked
package initscope.store;

import org.jspecify.annotations.NullMarked;
