@NullMarked
package initscope.diagnosis.binary;

import org.jspecify.annotations.NullMarked;
