/// Exports compared with golden files, read back by real parsers, and run by real shells.
@NullMarked
package initscope.tuning.export;

import org.jspecify.annotations.NullMarked;
