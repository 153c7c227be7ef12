@NullMarked
package initscope.xray.core;

import org.jspecify.annotations.NullMarked;
