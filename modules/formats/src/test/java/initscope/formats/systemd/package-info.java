/// Tests of what systemd says.
@NullMarked
package initscope.formats.systemd;

import org.jspecify.annotations.NullMarked;
