/// Tests of reading an executable's structure.
@NullMarked
package initscope.xray.elf;

import org.jspecify.annotations.NullMarked;
