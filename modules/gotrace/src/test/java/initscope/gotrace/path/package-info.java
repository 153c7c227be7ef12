/// Critical paths.
@NullMarked
package initscope.gotrace.path;

import org.jspecify.annotations.NullMarked;
