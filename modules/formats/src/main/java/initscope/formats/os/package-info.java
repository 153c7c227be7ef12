/// Which operating system: /etc/os-release and the one-line release files of the Red Hat family.
@NullMarked
package initscope.formats.os;

import org.jspecify.annotations.NullMarked;
