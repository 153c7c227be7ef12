/// Profiles of recorded traces, compared with Go's own tool.
@NullMarked
package initscope.gotrace.profile;

import org.jspecify.annotations.NullMarked;
