/// Tests of what bootchart recorded.
@NullMarked
package initscope.formats.bootchart;

import org.jspecify.annotations.NullMarked;
