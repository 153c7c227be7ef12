@NullMarked
package initscope.diagnosis.units;

import org.jspecify.annotations.NullMarked;
