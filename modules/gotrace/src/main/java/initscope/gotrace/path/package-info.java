/// Why an interval took as long as it did: from its end back, wake-up by wake-up.
@NullMarked
package initscope.gotrace.path;

import org.jspecify.annotations.NullMarked;
