/// How a service is brought up by systemd: its boot, its unit files, and one start of it as it was watched.
@NullMarked
package initscope.model.start;

import org.jspecify.annotations.NullMarked;
