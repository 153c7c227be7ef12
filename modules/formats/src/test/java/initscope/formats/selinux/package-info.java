/// Tests of what the audit log says of SELinux.
@NullMarked
package initscope.formats.selinux;

import org.jspecify.annotations.NullMarked;
